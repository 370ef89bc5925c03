// Loads the linked core and asks it one question; anything that the core would need from outside throws.
import { readFileSync } from 'node:fs'

const module = await WebAssembly.compile(readFileSync(process.argv[2]))
const refuse = new Proxy({}, { get: (_, name) => () => { throw new Error(`the core called ${String(name)}`) } })
const imports = Object.fromEntries(WebAssembly.Module.imports(module).map(({ module }) => [module, refuse]))
const { exports: core } = await WebAssembly.instantiate(module, imports)
core._initialize?.()

function run(text) {
  const bytes = new TextEncoder().encode(text)
  const input = core.allocate(bytes.length)
  new Uint8Array(core.memory.buffer, input, bytes.length).set(bytes)
  const output = core.run(input, bytes.length)
  const length = new DataView(core.memory.buffer).getUint32(output, true)
  const answer = new TextDecoder().decode(new Uint8Array(core.memory.buffer, output + 4, length))
  core.release(input)
  core.release(output)
  return answer
}

const cases = [
  ['ResNet-101: conv1: 7×7×3×64×112×112 = 118,013,952', 'right'],
  ['ResNet-101: conv1: 7×7×3×64×112×112 = 87,416,320', 'wrong\n1:39 product-slip 118013952'],
  ['ResNet-101 第一个卷积层：10^10^10 = 1/0', 'nothing-to-check'],
]
for (const [question, expected] of cases) {
  const answer = run(question)
  if (answer !== expected) throw new Error(`${question}: ${answer} instead of ${expected}`)
}
const began = performance.now()
for (let i = 0; i < 20; i++) run(cases[1][0])
console.log(`longhand.wasm checks a line in ${((performance.now() - began) / 20).toFixed(1)} ms`)
