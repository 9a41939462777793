// /portal/cases/<number>: decide, correct, withdraw.
import { CasePage } from "@/features/portal/decide/case-page";

export default async function Page({ params }: PageProps<"/[locale]/portal/cases/[number]">) {
  return <CasePage number={(await params).number} />;
}
