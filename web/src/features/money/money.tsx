// A sum on a server-rendered page, written the way the reader chose.
import { Amount } from "./amount";
import { readGrouping } from "./grouping";

export async function Money(props: Omit<Parameters<typeof Amount>[0], "grouping">) {
  return <Amount {...props} grouping={await readGrouping()} />;
}
