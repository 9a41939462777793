// What is settled once when the server starts: whose requests it hears, before Next.js looks at any.

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { readIncoming } = await import("./security/incoming");
  readIncoming(process.env);
}
