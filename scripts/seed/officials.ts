// The demonstration city's officials and their seats. All invented; their addresses are a local chain's known accounts.
import { DUTY } from "../../deploy/procedure-terms.ts";
import type { Duty } from "../../deploy/procedure-terms.ts";

export interface OfficialData {
  zh: string;
  en: string;
  /** Number of the local account that is the official's address. */
  account: number;
  seats: readonly { agency: string; duty: Duty }[];
  /** Day on which the seats end, as month-day, if they do within the year. */
  until?: string;
}

/** First of the accounts; those before it belong to offices of the deployment. */
const FIRST_ACCOUNT = 30;

const { maker, checker, approver, treasurer, budgetOfficer, auditor } = DUTY;

/** Who works where: agencies share the officials of one row. Makers, checkers and approvers are different people. */
// prettier-ignore
const STAFF: readonly (readonly [zh: string, en: string, duty: Duty, agencies: readonly string[], until?: string])[] = [
  ["沈知远", "Shen Zhiyuan", treasurer, ["treasury"]],
  ["顾明哲", "Gu Mingzhe", budgetOfficer, ["treasury"]],
  ["陆文静", "Lu Wenjing", maker, ["treasury"]],
  ["闻人杰", "Wenren Jie", checker, ["treasury"]],
  ["韩立群", "Han Liqun", approver, ["treasury"]],
  ["欧阳德明", "Ouyang Deming", approver, ["city"]],
  ["秦玉兰", "Qin Yulan", maker, ["education", "school-1", "primary", "vocational"]],
  ["方志强", "Fang Zhiqiang", checker, ["education", "school-1", "primary", "vocational"]],
  ["卢婉清", "Lu Wanqing", checker, ["education", "school-1", "primary", "vocational"]],
  ["苏晓梅", "Su Xiaomei", approver, ["education", "school-1", "primary", "vocational"]],
  ["邓国华", "Deng Guohua", maker, ["health", "hospital", "cdc"]],
  ["钟敏慧", "Zhong Minhui", checker, ["health", "hospital", "cdc"]],
  ["白雅琴", "Bai Yaqin", approver, ["health", "hospital", "cdc"]],
  ["孟凡林", "Meng Fanlin", maker, ["social", "insurance"]],
  ["阮静怡", "Ruan Jingyi", checker, ["social", "insurance"]],
  ["康永年", "Kang Yongnian", approver, ["social", "insurance"]],
  ["段雨桐", "Duan Yutong", maker, ["civil"]],
  ["包文博", "Bao Wenbo", checker, ["civil"]],
  ["柳如松", "Liu Rusong", approver, ["civil"]],
  ["石建平", "Shi Jianping", maker, ["housing"], "06-30"],
  ["耿丽华", "Geng Lihua", checker, ["housing"]],
  ["叶思源", "Ye Siyuan", approver, ["housing"]],
  ["罗海燕", "Luo Haiyan", maker, ["transport"]],
  ["程大为", "Cheng Dawei", checker, ["transport"]],
  ["尚立新", "Shang Lixin", approver, ["transport"]],
  ["雷鸣", "Lei Ming", maker, ["police"]],
  ["岳晓峰", "Yue Xiaofeng", checker, ["police"]],
  ["童正义", "Tong Zhengyi", approver, ["police"]],
  ["蓝碧云", "Lan Biyun", maker, ["environment"]],
  ["祝青山", "Zhu Qingshan", checker, ["environment"]],
  ["温如玉", "Wen Ruyu", approver, ["environment"]],
  ["禾丰年", "He Fengnian", maker, ["agriculture"]],
  ["田秀英", "Tian Xiuying", checker, ["agriculture"]],
  ["麦长根", "Mai Changgen", approver, ["agriculture"]],
  ["文墨", "Wen Mo", maker, ["culture"]],
  ["裴诗雅", "Pei Shiya", checker, ["culture"]],
  ["游历川", "You Lichuan", approver, ["culture"]],
  ["甄启明", "Zhen Qiming", maker, ["science"]],
  ["卞思敏", "Bian Simin", checker, ["science"]],
  ["屈致远", "Qu Zhiyuan", approver, ["science"]],
  ["凌云霄", "Ling Yunxiao", maker, ["emergency"]],
  ["安平", "An Ping", checker, ["emergency"]],
  ["全守信", "Quan Shouxin", approver, ["emergency"]],
  ["桑田", "Sang Tian", maker, ["land"]],
  ["牧野", "Mu Ye", checker, ["land"]],
  ["丘陵", "Qiu Ling", approver, ["land"]],
  ["司徒敏", "Situ Min", maker, ["office", "city"]],
  ["章程", "Zhang Cheng", checker, ["office", "city"]],
  ["上官婉", "Shangguan Wan", approver, ["office"]],
  ["明察", "Ming Cha", maker, ["audit"]],
  ["应严", "Ying Yan", checker, ["audit"]],
  ["公孙正", "Gongsun Zheng", approver, ["audit"]],
  ["湖心", "Hu Xin", maker, ["east-lake"]],
  ["东方晓", "Dongfang Xiao", checker, ["east-lake"]],
  ["池清", "Chi Qing", approver, ["east-lake"]],
  ["西门静", "Ximen Jing", maker, ["west-hill"]],
  ["岑岭", "Cen Ling", checker, ["west-hill"]],
  ["山青", "Shan Qing", approver, ["west-hill"]],
  ["贺志远", "He Zhiyuan", auditor, ["audit"]],
  ["尹慧敏", "Yin Huimin", auditor, ["audit"]],
];

export const OFFICIALS: readonly OfficialData[] = STAFF.map(([zh, en, duty, agencies, until], i) => ({
  zh,
  en,
  account: FIRST_ACCOUNT + i,
  seats: agencies.map((agency) => ({ agency, duty })),
  until,
}));

/** Takes the housing bureau's maker's place in July, by a case. */
export const SUCCESSOR = {
  zh: "江若琳",
  en: "Jiang Ruolin",
  account: FIRST_ACCOUNT + STAFF.length,
  agency: "housing",
  from: "07-01",
} as const;

/** The registrar's own account of the demonstration, beside the one that the deployment names. */
export const REGISTRAR_ACCOUNT = FIRST_ACCOUNT + STAFF.length + 1;

/** Whom bureaus want to appoint when the demonstration ends. */
export const CANDIDATES = [
  { zh: "乔安然", en: "Qiao Anran", account: FIRST_ACCOUNT + STAFF.length + 2, agency: "civil" },
  { zh: "宁静远", en: "Ning Jingyuan", account: FIRST_ACCOUNT + STAFF.length + 3, agency: "social" },
] as const;

/** First account of the citizens who apply for permits. */
export const CITIZENS_FROM = FIRST_ACCOUNT + STAFF.length + 4;
