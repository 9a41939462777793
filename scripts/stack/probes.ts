// Asks the parts of the stack whether they are there.

/** Whether a chain answers JSON-RPC at a URL. */
export function chainAnswers(url: string): () => Promise<boolean> {
  return async () => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
      signal: AbortSignal.timeout(5_000),
    });
    return response.ok && "result" in ((await response.json()) as object);
  };
}

/** Whether the indexer has every block that the chain has; it says so by comparing heads. */
export function indexerCaughtUp(apiUrl: string): () => Promise<boolean> {
  return async () => (await fetch(`${apiUrl}/ready`, { signal: AbortSignal.timeout(5_000) })).ok;
}
