// Other houses' contracts, as their npm packages ship them, on the meter's chain: what the same costs there.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Interface } from "ethers";
import { TRANSACTION_LIMIT } from "./meter.ts";
import type { Meter } from "./meter.ts";
import { ACCOUNTS, DOCUMENT, amount, paid, reference } from "./suite.ts";

const EAS = "@ethereum-attestation-service/eas-contracts/artifacts/contracts";
const SAFE = "@safe-global/safe-contracts/build/artifacts/contracts";
const REPEATS = 8;
const NOBODY = "0x0000000000000000000000000000000000000000";
/** The fields of a Movement event. */
const SCHEMA =
  "uint64 record,uint64 from,uint64 to,uint256 terms,uint104 amount,uint104 fromPosition,uint104 toPosition,bytes32 document,bytes32 detail";

interface Artifact {
  abi: unknown[];
  bytecode: string;
}

export async function measurePeers(meter: Meter): Promise<Record<string, number>> {
  return { ...(await floor(meter)), ...(await attestations(meter)), ...(await tokens(meter)) };
}

async function shipped(meter: Meter, path: string, args: unknown[] = []) {
  const file = createRequire(import.meta.url).resolve(path);
  const { abi, bytecode } = JSON.parse(readFileSync(file, "utf8")) as Artifact;
  const face = new meter.ethers.Interface(abi as ConstructorParameters<typeof Interface>[0]);
  const factory = new meter.ethers.ContractFactory(face, bytecode, await signer(meter, 0));
  const contract = await factory.deploy(...args);
  return { address: await contract.getAddress(), face };
}

async function signer({ ethers }: Meter, index: number) {
  const found = (await ethers.getSigners())[index];
  if (found === undefined) throw new Error(`no signer ${index}`);
  return found;
}

async function mean(measure: (i: number) => Promise<number>, count = REPEATS): Promise<number> {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += await measure(i);
  return Math.round(sum / count);
}

/** The event and the slots that must change, in batches of 100, over commitments paid from before. */
async function floor(meter: Meter): Promise<Record<string, number>> {
  const contract = await meter.ethers.deployContract("Floor");
  const from = await signer(meter, 0);
  const entries = Array.from({ length: 100 }, (_, i) => ({ to: paid(i), amount: amount(i), detail: reference(i) }));
  const terms = 4n | (20_458n << 48n);
  const data = contract.interface.encodeFunctionData("post", [ACCOUNTS.fund, terms, DOCUMENT, 5_000n, entries]);
  const send = () => meter.gas(from.address, contract, data);
  // A commitment's slot is written when it is opened, so the first payment of one costs no more than a later one.
  await send();
  return { "floor.batch100.known": Math.round((await send()) / 100) };
}

/** EAS: one attestation of the same fields for each payment. */
async function attestations(meter: Meter): Promise<Record<string, number>> {
  const from = (await signer(meter, 0)).address;
  const payee = (await signer(meter, 9)).address;
  const registry = await shipped(meter, `${EAS}/SchemaRegistry.sol/SchemaRegistry.json`);
  const eas = await shipped(meter, `${EAS}/EAS.sol/EAS.json`, [registry.address]);
  await meter.gas(from, registry.address, registry.face.encodeFunctionData("register", [SCHEMA, NOBODY, false]));
  const schema = meter.ethers.solidityPackedKeccak256(["string", "address", "bool"], [SCHEMA, NOBODY, false]);
  const types = SCHEMA.split(",").map((field) => field.split(" ")[0] ?? "");
  const attested = (i: number) => ({
    recipient: payee,
    expirationTime: 0n,
    revocable: false,
    refUID: meter.ethers.ZeroHash,
    data: meter.ethers.AbiCoder.defaultAbiCoder().encode(types, [
      5_000 + i,
      ACCOUNTS.fund,
      paid(i),
      4n | (20_458n << 48n),
      amount(i),
      amount(0) * BigInt(i + 1),
      amount(i),
      DOCUMENT,
      reference(i),
    ]),
    value: 0n,
  });
  const one = await mean((i) =>
    meter.gas(from, eas.address, eas.face.encodeFunctionData("attest", [{ schema, data: attested(i) }])),
  );
  const many = Array.from({ length: 100 }, (_, i) => attested(100 + i));
  const all = await meter.gas(
    from,
    eas.address,
    eas.face.encodeFunctionData("multiAttest", [[{ schema, data: many }]]),
  );
  return {
    "eas.attest": one,
    "eas.multiAttest100.each": Math.round(all / 100),
    "eas.multiAttest100.fitsTransaction": all <= TRANSACTION_LIMIT ? 1 : 0,
  };
}

/** A bare ERC-20, and the same transfer out of a Safe with two owners who both sign. */
async function tokens(meter: Meter): Promise<Record<string, number>> {
  const { ethers } = meter;
  const holder = await signer(meter, 0);
  const token = await ethers.deployContract("TokenMock", [6]);
  await token.mint(holder, 10n ** 18n);
  const transfer = (to: string, i: number) => token.interface.encodeFunctionData("transfer", [to, amount(i)]);
  const bare = (to: string, i = 0) => meter.gas(holder.address, token, transfer(to, i));
  const fresh = (i: number) => ethers.dataSlice(ethers.id(`payee ${i}`), 0, 20);
  const unknown = await mean((i) => bare(fresh(i), i));
  const known = await mean((i) => bare(fresh(i), i));

  const singleton = await shipped(meter, `${SAFE}/Safe.sol/Safe.json`);
  const factory = await shipped(meter, `${SAFE}/proxies/SafeProxyFactory.sol/SafeProxyFactory.json`);
  const owners = [new ethers.Wallet(ethers.id("owner one")), new ethers.Wallet(ethers.id("owner two"))];
  owners.sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  const addresses = owners.map((each) => each.address);
  const setup = singleton.face.encodeFunctionData("setup", [addresses, 2, NOBODY, "0x", NOBODY, NOBODY, 0, NOBODY]);
  const create = factory.face.encodeFunctionData("createProxyWithNonce", [singleton.address, setup, 1]);
  const created: unknown = await ethers.provider.call({ to: factory.address, data: create, from: holder.address });
  const safe = ethers.dataSlice(String(created), 12);
  await meter.gas(holder.address, factory.address, create);
  await token.mint(safe, 10n ** 18n);

  const { chainId } = await ethers.provider.getNetwork();
  const target = await token.getAddress();
  const fields = ["to", "value", "data", "operation", "safeTxGas", "baseGas", "gasPrice", "gasToken", "refundReceiver"];
  const kinds = ["address", "uint256", "bytes", "uint8", "uint256", "uint256", "uint256", "address", "address"];
  const SafeTx = [...fields.map((name, i) => ({ name, type: kinds[i] ?? "" })), { name: "nonce", type: "uint256" }];
  const execute = async (nonce: number): Promise<number> => {
    const values = [target, 0, transfer(fresh(nonce % REPEATS), nonce), 0, 0, 0, 0, NOBODY, NOBODY] as const;
    const message = { ...Object.fromEntries(fields.map((name, i) => [name, values[i]])), nonce };
    const domain = { chainId, verifyingContract: ethers.getAddress(safe) };
    const signatures = await Promise.all(owners.map((owner) => owner.signTypedData(domain, { SafeTx }, message)));
    const data = singleton.face.encodeFunctionData("execTransaction", [...values, ethers.concat(signatures)]);
    return meter.gas(holder.address, safe, data);
  };
  // The first of a Safe writes its nonce for the first time.
  await execute(0);
  return {
    "erc20.transfer.new": unknown,
    "erc20.transfer.known": known,
    "safe.erc20.2owners": await mean((i) => execute(i + 1)),
  };
}
