// Child of the stack that ends its other children when the stack dies without a chance to do so itself (kill -9).
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const groups: number[] = [];
let dismissed = false;

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch (error) {
    // It has ended already.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

// The stack names each process group that it starts, and says at last that it ended them itself.
for await (const line of createInterface({ input: process.stdin })) {
  if (line === "dismissed") dismissed = true;
  else groups.push(Number(line));
}

if (!dismissed) {
  for (const group of groups) signal(group, "SIGTERM");
  await sleep(3_000);
  for (const group of groups) signal(group, "SIGKILL");
}
