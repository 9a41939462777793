// Every path that no page has.
import { notFound } from "next/navigation";

export default function Page(): never {
  notFound();
}
