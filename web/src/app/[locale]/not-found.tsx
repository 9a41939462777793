// The page for what does not exist, in the reader's language.
import { ApiError } from "@/api/problem";
import { ProblemPage } from "@/components/states";

export default function NotFound() {
  return <ProblemPage error={new ApiError("not-found", "")} />;
}
