// What the tests of all `open` functions share: bad specs alone and after good ones, bounds of texts, events.
import type { ContractTransactionResponse } from "ethers";
import { refused } from "./acts.ts";
import type { Refusal } from "./acts.ts";
import type { World } from "./setup.ts";

/** `open` of a world's ledger, for specs of one kind. */
export interface Opener<Spec> {
  (specs: Spec[]): Promise<ContractTransactionResponse>;
  staticCall(specs: Spec[]): Promise<bigint>;
}

/** Holds that one spec is refused, alone and after a good one. */
export async function refusesSpec<Spec>(
  world: World,
  open: Opener<Spec>,
  good: Spec,
  bad: Spec,
  refusal: Refusal,
): Promise<void> {
  await refused(world, open.staticCall([bad]), refusal);
  await refused(world, open.staticCall([good, bad]), refusal);
}

/** Holds the bounds of a text field, in bytes of UTF-8. */
export async function holdsBounds<Spec>(
  world: World,
  open: Opener<Spec>,
  spec: Spec,
  field: keyof Spec,
  min: number,
  max: number,
): Promise<void> {
  const withText = (text: string): Spec => ({ ...spec, [field]: text });
  const three = "账";
  await open.staticCall([withText("x".repeat(min))]);
  await open.staticCall([withText("x".repeat(max))]);
  await open.staticCall([withText(three.repeat(Math.floor(max / 3)))]);
  for (const [text, length] of [
    ["x".repeat(max + 1), max + 1],
    [three.repeat(Math.floor(max / 3) + 1), 3 * (Math.floor(max / 3) + 1)],
  ] as const) {
    await refusesSpec(world, open, spec, withText(text), ["TextLength", length, min, max]);
  }
  if (min > 0) await refusesSpec(world, open, spec, withText(""), ["TextLength", 0, min, max]);
}

/** Events of the ledger in a transaction, as `[name, ...arguments]`. */
export async function eventsIn({ ledger }: World, sent: ContractTransactionResponse): Promise<unknown[][]> {
  const receipt = await sent.wait();
  return (receipt?.logs ?? [])
    .map((log) => ledger.interface.parseLog(log))
    .filter((event) => event !== null)
    .map((event): unknown[] => [event.name, ...(event.args as unknown[])]);
}
