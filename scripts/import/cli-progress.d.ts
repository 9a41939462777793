// Types of the part of cli-progress that is used here; the package brings none.
declare module "cli-progress" {
  interface SingleBar {
    start(total: number, value: number, payload: Record<string, string>): void;
    update(value: number): void;
    setTotal(total: number): void;
    stop(): void;
  }
  interface Options {
    stream: NodeJS.WriteStream;
    format: string;
    clearOnComplete: boolean;
    hideCursor: boolean;
  }
  const cliProgress: { SingleBar: new (options: Options, preset: unknown) => SingleBar; Presets: { rect: unknown } };
  export default cliProgress;
}
