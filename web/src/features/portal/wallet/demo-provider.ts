// The demonstration wallet: an EIP-1193 provider over the demonstration's accounts, announced like any wallet (EIP-6963).
import {
  createWalletClient,
  custom,
  getAddress,
  hexToBigInt,
  http,
  isAddress,
  numberToHex,
  type Address,
  type Chain,
  type EIP1193RequestFn,
  type Hex,
  type TypedDataDefinition,
} from "viem";
import { demoAccount, demoCitizen } from "./demo-accounts";

/** What EIP-6963 calls the wallet's reverse domain name. */
export const DEMO_RDNS = "org.mingzhang.demonstration";

const CHOSEN = "mingzhang.demo.account";

/** EIP-1193: the user refused, the method or the account is unknown. */
class ProviderError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

type Listener = (...values: unknown[]) => void;

/** What the portal asks of the demonstration wallet beside EIP-1193. */
export interface DemoProvider {
  request: EIP1193RequestFn;
  on: (event: string, listener: Listener) => void;
  removeListener: (event: string, listener: Listener) => void;
  /** Switches to another official; tells the page as any wallet would. */
  choose: (address: Address) => void;
}

interface TransactionRequest {
  from?: string;
  to?: string;
  data?: Hex;
  value?: Hex;
  gas?: Hex;
}

/**
 * Signs without asking again, for the portal has shown what is signed; sends by the node that the site offers.
 * @param chain the local chain, with its node's address
 */
export function demoProvider(chain: Chain): DemoProvider {
  const listeners = new Map<string, Set<Listener>>();
  const emit = (event: string, value: unknown) => listeners.get(event)?.forEach((listener) => listener(value));
  const node = http(chain.rpcUrls.default.http[0])({ chain });
  const citizen = demoCitizen();
  /** Nobody until somebody is chosen: whoever opens the portal is not acting yet. */
  let chosen: Address | null = remembered();

  const account = (address: unknown) => {
    const given = typeof address === "string" && isAddress(address) ? address : (chosen ?? citizen.address);
    const found = given === citizen.address ? citizen : demoAccount(given);
    if (found === null) throw new ProviderError(4100, `${given} is no account of the demonstration.`);
    return found;
  };

  const send = async (given: TransactionRequest): Promise<Hex> => {
    const client = createWalletClient({ account: account(given.from), chain, transport: custom({ request }) });
    return client.sendTransaction({
      to: given.to === undefined ? null : getAddress(given.to),
      data: given.data,
      value: given.value === undefined ? undefined : hexToBigInt(given.value),
      gas: given.gas === undefined ? undefined : hexToBigInt(given.gas),
    });
  };

  const request: EIP1193RequestFn = (async ({ method, params }: { method: string; params?: unknown[] }) => {
    switch (method) {
      case "eth_requestAccounts":
        chosen ??= citizen.address;
        return [chosen];
      case "eth_accounts":
        return chosen === null ? [] : [chosen];
      case "eth_chainId":
        return numberToHex(chain.id);
      case "wallet_switchEthereumChain":
        return null;
      case "eth_signTypedData_v4":
        return account(params?.[0]).signTypedData(JSON.parse(String(params?.[1])) as TypedDataDefinition);
      case "personal_sign":
        return account(params?.[1]).signMessage({ message: { raw: params?.[0] as Hex } });
      case "eth_sendTransaction":
        return send(params?.[0] ?? {});
      default:
        return node.request({ method, params });
    }
  }) as EIP1193RequestFn;

  return {
    request,
    on(event, listener) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    },
    removeListener(event, listener) {
      listeners.get(event)?.delete(listener);
    },
    choose(address) {
      chosen = account(address).address;
      remember(chosen);
      emit("accountsChanged", [chosen]);
    },
  };
}

function remembered(): Address | null {
  try {
    const kept = localStorage.getItem(CHOSEN);
    return kept !== null && isAddress(kept) ? kept : null;
  } catch {
    // A browser that keeps nothing: the choice lasts as long as the page.
    return null;
  }
}

function remember(address: Address): void {
  try {
    localStorage.setItem(CHOSEN, address);
  } catch {
    // As above.
  }
}

/** An ink square with the character 演, as wallets show their icons. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' fill='%231c1b19'/%3E%3Ctext x='16' y='23' font-size='18' fill='%23fbfaf6' text-anchor='middle'%3E演%3C/text%3E%3C/svg%3E";

/** Announces the wallet to the page, now and whenever somebody asks. Returns what ends it. */
export function announceDemo(provider: DemoProvider, name: string): () => void {
  const detail = Object.freeze({
    info: Object.freeze({ uuid: "6d1c5f0e-6d7a-4f55-9a44-6d696e677a68", name, icon: ICON, rdns: DEMO_RDNS }),
    provider,
  });
  const announce = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
  return () => window.removeEventListener("eip6963:requestProvider", announce);
}
