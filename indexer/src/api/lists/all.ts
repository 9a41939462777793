// Every list that has files and citations.
import { agencyList } from "./agencies.ts";
import { commitmentList, lineList } from "./budget.ts";
import { caseList, findingList } from "./control.ts";
import { fundList } from "./funds.ts";
import type { List, Shape } from "./list.ts";
import { movementList } from "./movements.ts";
import { partyList } from "./parties.ts";
import { procedureFileList, timelinessList } from "./services.ts";

export function eachList(visit: <Row, S extends Shape>(list: List<Row, S>) => void): void {
  visit(movementList);
  visit(partyList);
  visit(agencyList);
  visit(fundList);
  visit(lineList);
  visit(commitmentList);
  visit(caseList);
  visit(findingList);
  visit(procedureFileList);
  visit(timelinessList);
}
