// The demonstration city: its agencies, funds and sources. All invented, and named in both languages.

/** Ten thousand yuan in fen, the unit in which Chinese budgets are written. */
export const WAN = 1_000_000n;

export interface AgencyData {
  key: string;
  /** Key of the agency above; "city" is the government, which the deployment registers, as it does the treasury. */
  above: string;
  zh: string;
  en: string;
}

// prettier-ignore
export const AGENCIES: readonly AgencyData[] = [
  { key: "education", above: "city", zh: "明州市教育局", en: "Mingzhou Education Bureau" },
  { key: "school-1", above: "education", zh: "明州市第一中学", en: "Mingzhou No. 1 Middle School" },
  { key: "primary", above: "education", zh: "明州市实验小学", en: "Mingzhou Experimental Primary School" },
  { key: "vocational", above: "education", zh: "明州职业技术学校", en: "Mingzhou Vocational School" },
  { key: "health", above: "city", zh: "明州市卫生健康委员会", en: "Mingzhou Health Commission" },
  { key: "hospital", above: "health", zh: "明州市第一人民医院", en: "Mingzhou First People's Hospital" },
  { key: "cdc", above: "health", zh: "明州市疾病预防控制中心", en: "Mingzhou Centre for Disease Control" },
  { key: "social", above: "city", zh: "明州市人力资源和社会保障局", en: "Mingzhou Human Resources and Social Security Bureau" },
  { key: "insurance", above: "social", zh: "明州市社会保险事业管理中心", en: "Mingzhou Social Insurance Centre" },
  { key: "civil", above: "city", zh: "明州市民政局", en: "Mingzhou Civil Affairs Bureau" },
  { key: "housing", above: "city", zh: "明州市住房和城乡建设局", en: "Mingzhou Housing and Construction Bureau" },
  { key: "transport", above: "city", zh: "明州市交通运输局", en: "Mingzhou Transport Bureau" },
  { key: "police", above: "city", zh: "明州市公安局", en: "Mingzhou Public Security Bureau" },
  { key: "environment", above: "city", zh: "明州市生态环境局", en: "Mingzhou Ecology and Environment Bureau" },
  { key: "agriculture", above: "city", zh: "明州市农业农村局", en: "Mingzhou Agriculture Bureau" },
  { key: "culture", above: "city", zh: "明州市文化和旅游局", en: "Mingzhou Culture and Tourism Bureau" },
  { key: "science", above: "city", zh: "明州市科学技术局", en: "Mingzhou Science and Technology Bureau" },
  { key: "emergency", above: "city", zh: "明州市应急管理局", en: "Mingzhou Emergency Management Bureau" },
  { key: "land", above: "city", zh: "明州市自然资源和规划局", en: "Mingzhou Natural Resources and Planning Bureau" },
  { key: "office", above: "city", zh: "明州市人民政府办公室", en: "Mingzhou Government Office" },
  { key: "audit", above: "city", zh: "明州市审计局", en: "Mingzhou Audit Office" },
  { key: "east-lake", above: "city", zh: "东湖区人民政府", en: "East Lake District Government" },
  { key: "west-hill", above: "city", zh: "西山区人民政府", en: "West Hill District Government" },
];

export interface FundData {
  key: string;
  owner: string;
  zh: string;
  en: string;
  code: string;
  /** Opening balance in ten thousand yuan. */
  opening: number;
}

// Tables: one row a line.
// prettier-ignore
export const FUNDS: readonly FundData[] = [
  { key: "general", owner: "treasury", zh: "一般公共预算资金", en: "General public budget fund", code: "1", opening: 68_000 },
  { key: "managed", owner: "treasury", zh: "政府性基金预算资金", en: "Government-managed fund", code: "2", opening: 16_000 },
  { key: "insurance", owner: "insurance", zh: "社会保险基金", en: "Social insurance fund", code: "4", opening: 52_000 },
  { key: "bond", owner: "treasury", zh: "专项债券资金", en: "Special-purpose bond fund", code: "5", opening: 1_500 },
  { key: "deposits", owner: "treasury", zh: "代管资金（保证金）", en: "Deposits held in trust", code: "9", opening: 400 },
  { key: "east-lake", owner: "east-lake", zh: "东湖区一般公共预算资金", en: "East Lake District general fund", code: "1-D1", opening: 900 },
  { key: "west-hill", owner: "west-hill", zh: "西山区一般公共预算资金", en: "West Hill District general fund", code: "1-D2", opening: 700 },
];

export interface SourceData {
  key: string;
  fund: string;
  zh: string;
  en: string;
  /** GFSM 2014 class of what it brings. */
  code: number;
  /** Year's amount in ten thousand yuan. */
  year: number;
  /** How often: on every so many-th working day, or on days of the month; a year's single days as month-day. */
  rhythm: { every: number } | { days: readonly number[] } | { dates: readonly string[] };
  /** How unevenly the amounts fall, in thousandths. */
  unevenness: number;
}

// prettier-ignore
export const SOURCES: readonly SourceData[] = [
  { key: "vat", fund: "general", zh: "增值税纳税人", en: "VAT payers", code: 1141, year: 62_000, rhythm: { every: 1 }, unevenness: 600 },
  { key: "cit", fund: "general", zh: "企业所得税纳税人", en: "Corporate income tax payers", code: 1112, year: 34_000, rhythm: { days: [12, 15, 16, 18] }, unevenness: 500 },
  { key: "pit", fund: "general", zh: "个人所得税扣缴义务人", en: "Personal income tax withholders", code: 1111, year: 11_000, rhythm: { every: 3 }, unevenness: 500 },
  { key: "property", fund: "general", zh: "房产税和城镇土地使用税纳税人", en: "Property tax payers", code: 113, year: 14_000, rhythm: { every: 4 }, unevenness: 700 },
  { key: "city-tax", fund: "general", zh: "城市维护建设税等其他税收纳税人", en: "Payers of other taxes", code: 116, year: 9_500, rhythm: { every: 3 }, unevenness: 500 },
  { key: "fees", fund: "general", zh: "行政事业性收费缴费人", en: "Payers of administrative fees", code: 142, year: 5_600, rhythm: { every: 2 }, unevenness: 800 },
  { key: "fines", fund: "general", zh: "罚没收入缴款人", en: "Payers of fines", code: 143, year: 2_400, rhythm: { every: 4 }, unevenness: 800 },
  { key: "province", fund: "general", zh: "省财政厅（上级补助）", en: "Provincial finance department (grants)", code: 133, year: 124_000, rhythm: { days: [8, 22] }, unevenness: 300 },
  { key: "general-bond", fund: "general", zh: "一般债券投资者", en: "General bond investors", code: 331, year: 15_000, rhythm: { dates: ["04-15", "08-19"] }, unevenness: 200 },
  { key: "land", fund: "managed", zh: "国有土地使用权受让人", en: "Buyers of land-use rights", code: 141, year: 72_000, rhythm: { every: 7 }, unevenness: 900 },
  { key: "infrastructure-fee", fund: "managed", zh: "城市基础设施配套费缴费人", en: "Payers of infrastructure fees", code: 142, year: 4_600, rhythm: { every: 8 }, unevenness: 700 },
  { key: "contributions", fund: "insurance", zh: "社会保险费缴费单位和个人", en: "Social insurance contributors", code: 121, year: 88_000, rhythm: { every: 2 }, unevenness: 400 },
  { key: "special-bond", fund: "bond", zh: "专项债券投资者", en: "Special bond investors", code: 331, year: 40_000, rhythm: { dates: ["01-28", "03-18", "05-20", "09-16"] }, unevenness: 200 },
  { key: "bidders", fund: "deposits", zh: "投标保证金缴纳人", en: "Bidders (deposits)", code: 331, year: 1_900, rhythm: { every: 9 }, unevenness: 500 },
  { key: "east-tax", fund: "east-lake", zh: "东湖区纳税人", en: "East Lake taxpayers", code: 114, year: 6_200, rhythm: { every: 6 }, unevenness: 500 },
  { key: "west-tax", fund: "west-hill", zh: "西山区纳税人", en: "West Hill taxpayers", code: 114, year: 4_800, rhythm: { every: 6 }, unevenness: 500 },
];

/** Parties that bring the opening balances. */
export const OPENING_SOURCE = { zh: "上年结转结余", en: "Balances brought forward" };
