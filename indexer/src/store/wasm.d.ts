// What of WebAssembly is used here: Node has it, and its types come with those of a browser alone.
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: "WebAssembly.Module";
  }
  function compile(program: Uint8Array): Promise<Module>;
}
