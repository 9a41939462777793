// `npm run bench -- gas`: what each kind of movement costs by batch size, beside other houses' contracts in the same run.
import hre from "hardhat";
import { Matrix } from "./gas/matrix.ts";
import { Meter } from "./gas/meter.ts";
import { measurePeers } from "./gas/peers.ts";
import { Suite } from "./gas/suite.ts";
import { tableOf } from "./gas/table.ts";

export interface GasBench {
  name: "gas";
  /** Gas for each movement, by `kind.batchN.known` or `.new`; whole transactions where the key says so. */
  metrics: Record<string, number>;
  /** The same for people, in Markdown. */
  table: string;
}

/** Figures of the suite alone: the same on every machine and in every run, which test/gas holds them to. */
export async function measureSuite(say: (line: string) => void = () => undefined): Promise<Record<string, number>> {
  const meter = await Meter.start();
  try {
    return await new Matrix(await Suite.start(meter), say).run();
  } finally {
    await meter.close();
  }
}

/** Measures suite and peers; compiles first where that is needed. */
export async function benchGas({ say = console.error }: { say?: (line: string) => void } = {}): Promise<GasBench> {
  await hre.tasks.getTask("build").run({ quiet: true });
  const ours = await measureSuite(say);
  const meter = await Meter.start(true);
  try {
    const metrics = { ...ours, ...(await measurePeers(meter)) };
    const table = tableOf(metrics);
    say(table);
    return { name: "gas", metrics, table };
  } finally {
    await meter.close();
  }
}
