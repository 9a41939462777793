// Types of the part of cli-progress that is used here; the package brings none.
declare module "cli-progress" {
  class SingleBar {
    constructor(options: { stream: NodeJS.WriteStream; format: string; clearOnComplete: boolean; hideCursor: boolean }, preset: unknown);
    start(total: number, value: number, payload: Record<string, string>): void;
    update(value: number): void;
    setTotal(total: number): void;
    stop(): void;
  }
  const cliProgress: { SingleBar: typeof SingleBar; Presets: { rect: unknown } };
  export default cliProgress;
}
