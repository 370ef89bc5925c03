/// Networks from ONNX files.
public enum ONNX {}
