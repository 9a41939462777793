// The demonstration's budget lines: who may spend how much from which fund on what, and in which manner.

/** How a line is spent. */
export type Manner =
  /** Pay of a class of staff each month: net to them, tax withheld to the tax office. */
  | "payroll"
  /** Benefits to a class of persons each month. */
  | "benefit"
  /** A few contracts with instalments, some with advance or retention money. */
  | "contract"
  /** Many small payments to suppliers. */
  | "running"
  /** Grants to enterprises and institutions a few times a year. */
  | "grant"
  /** Transfer payments into another fund. */
  | "transfer"
  /** Interest and principal. */
  | "debt"
  /** Kept for what nobody foresaw. */
  | "reserve";

export interface LineData {
  key: string;
  fund: string;
  agency: string;
  /** Agency whose allotment it is; the line's own if absent. */
  unit?: string;
  /** COFOG digits. */
  func: number;
  /** GFSM 2014 digits. */
  economic: number;
  /** 政府收支分类科目. */
  national: string;
  zh: string;
  en: string;
  /** Year's amount in ten thousand yuan. */
  year: number;
  manner: Manner;
  /** Class of payees and how many they are; or the fund that a transfer goes to. */
  to?: string;
  persons?: number;
}

// prettier-ignore
type Row = readonly [
  key: string, fund: string, agency: string, func: number, economic: number, national: string,
  zh: string, en: string, year: number, manner: Manner, to?: string, persons?: number, unit?: string,
];

// A table: one row a line.
// prettier-ignore
const ROWS: readonly Row[] = [
  ["primary-pay", "general", "education", 912, 211, "2050202", "小学教育教职工薪酬", "Primary school staff pay", 28_000, "payroll", "teachers-primary", 2_310, "primary"],
  ["middle-pay", "general", "education", 921, 211, "2050203", "初中教育教职工薪酬", "Middle school staff pay", 18_000, "payroll", "teachers-middle", 1_460],
  ["high-pay", "general", "education", 922, 211, "2050204", "高中教育教职工薪酬", "High school staff pay", 9_000, "payroll", "teachers-high", 705, "school-1"],
  ["vocational-kit", "general", "education", 930, 3112, "2050302", "职业教育实训设备", "Vocational training equipment", 4_200, "contract", undefined, undefined, "vocational"],
  ["school-repair", "general", "education", 912, 22, "2050299", "校舍维修改造", "School building repairs", 3_800, "contract"],
  ["school-meals", "general", "education", 960, 22, "2050201", "学生营养改善", "School meals", 3_000, "running"],
  ["nursery-grant", "general", "education", 911, 282, "2050201", "普惠性幼儿园补助", "Grants to nurseries", 2_600, "grant"],
  ["hospital", "general", "health", 731, 22, "2100201", "公立医院运行保障", "Public hospital operations", 12_000, "running", undefined, undefined, "hospital"],
  ["disease-control", "general", "health", 740, 22, "2100401", "疾病预防控制", "Disease prevention and control", 3_400, "running", undefined, undefined, "cdc"],
  ["public-health", "general", "health", 740, 22, "2100408", "基本公共卫生服务", "Basic public health services", 5_600, "running"],
  ["resident-pension-subsidy", "general", "social", 1020, 263, "2082602", "城乡居民养老保险补助", "Subsidy to residents' pension insurance", 22_000, "transfer", "insurance"],
  ["medical-subsidy", "general", "social", 1011, 263, "2101202", "城乡居民医疗保险补助", "Subsidy to residents' medical insurance", 9_000, "transfer", "insurance"],
  ["minimum-living", "general", "civil", 1070, 272, "2081901", "最低生活保障", "Minimum living allowance", 4_600, "benefit", "minimum-living", 5_870],
  ["disability", "general", "civil", 1012, 272, "2081107", "残疾人两项补贴", "Disability allowances", 2_200, "benefit", "disability", 7_240],
  ["old-age", "general", "civil", 1020, 272, "2081002", "高龄津贴", "Allowance for the very old", 1_800, "benefit", "old-age", 12_900],
  ["police-pay", "general", "police", 310, 211, "2040201", "公安人员薪酬", "Police pay", 14_000, "payroll", "police", 1_020],
  ["police-cameras", "general", "police", 310, 22, "2040219", "公共安全视频运维", "Public safety video systems", 3_200, "contract"],
  ["office-pay", "general", "office", 111, 211, "2010301", "机关人员薪酬", "Civil service pay", 6_500, "payroll", "civil-servants", 540],
  ["office-running", "general", "office", 111, 22, "2010302", "机关运行", "Government office running costs", 2_400, "running"],
  ["finance-it", "general", "treasury", 112, 22, "2010607", "财政信息化建设", "Public finance information systems", 2_900, "contract"],
  ["audit-work", "general", "audit", 112, 22, "2010804", "审计业务", "Audit work", 900, "running"],
  ["bus", "general", "transport", 451, 251, "2140199", "公共交通运营补贴", "Public transport subsidy", 7_800, "grant"],
  ["rural-roads", "general", "transport", 451, 22, "2140106", "农村公路养护", "Rural road maintenance", 4_100, "contract"],
  ["waste", "general", "housing", 510, 22, "2120501", "生活垃圾处理", "Household waste treatment", 5_200, "running"],
  ["sewage-fee", "general", "housing", 520, 22, "2110302", "污水处理服务费", "Sewage treatment service fees", 6_100, "running"],
  ["air", "general", "environment", 530, 22, "2110301", "大气环境监测", "Air quality monitoring", 1_500, "contract"],
  ["old-quarters", "general", "housing", 610, 3111, "2210108", "老旧小区改造", "Renewal of old residential quarters", 6_300, "contract"],
  ["street-lights", "general", "housing", 640, 22, "2120399", "路灯照明", "Street lighting", 1_900, "running"],
  ["parks", "general", "housing", 810, 22, "2120199", "公园绿化养护", "Parks and greenery", 2_700, "running"],
  ["farm-subsidy", "general", "agriculture", 421, 252, "2130122", "耕地地力保护补贴", "Farmland fertility subsidy", 3_900, "benefit", "farmers", 31_400],
  ["irrigation", "general", "agriculture", 421, 3111, "2130316", "农田水利建设", "Irrigation works", 4_400, "contract"],
  ["library", "general", "culture", 820, 22, "2070104", "公共图书馆运行", "Public libraries", 1_700, "running"],
  ["sport", "general", "culture", 810, 22, "2070308", "全民健身", "Sport for all", 900, "running"],
  ["research", "general", "science", 484, 252, "2060404", "企业研发补助", "Grants for enterprise research", 3_500, "grant"],
  ["fire", "general", "emergency", 320, 22, "2240204", "消防应急救援", "Fire and rescue", 2_300, "running"],
  ["interest", "general", "treasury", 170, 242, "2320301", "一般债券付息", "Interest on general bonds", 5_800, "debt"],
  ["principal", "general", "treasury", 170, 331, "2310301", "一般债券还本", "Repayment of general bonds", 12_000, "debt"],
  ["reserve", "general", "treasury", 112, 22, "2270000", "预备费", "Contingency reserve", 3_000, "reserve"],
  ["east-lake", "general", "treasury", 180, 263, "2300202", "对东湖区均衡性转移支付", "Equalisation transfer to East Lake", 24_000, "transfer", "east-lake"],
  ["west-hill", "general", "treasury", 180, 263, "2300203", "对西山区均衡性转移支付", "Equalisation transfer to West Hill", 18_000, "transfer", "west-hill"],
  ["resettlement", "managed", "land", 610, 282, "2120801", "征地和拆迁补偿", "Land acquisition compensation", 24_000, "benefit", "resettled", 1_380],
  ["city-building", "managed", "housing", 451, 3111, "2120803", "城市道路建设", "City road construction", 18_000, "contract"],
  ["social-housing", "managed", "housing", 610, 3111, "2120811", "保障性住房建设", "Social housing construction", 9_000, "contract"],
  ["land-work", "managed", "land", 133, 22, "2120806", "土地出让业务", "Land sale administration", 1_200, "running"],
  ["employee-pension", "insurance", "insurance", 1020, 271, "2090101", "企业职工基本养老金", "Employees' basic pensions", 78_000, "benefit", "pensioners", 23_600],
  ["resident-pension", "insurance", "insurance", 1020, 271, "2091001", "城乡居民基本养老金", "Residents' basic pensions", 14_000, "benefit", "resident-pensioners", 64_500],
  ["medical-claims", "insurance", "insurance", 1011, 271, "2090301", "职工基本医疗保险待遇", "Employees' medical insurance claims", 15_000, "running"],
  ["unemployment", "insurance", "insurance", 1050, 271, "2090401", "失业保险金", "Unemployment benefits", 2_400, "benefit", "unemployed", 980],
  ["sewage-works", "bond", "environment", 520, 3111, "2290402", "城东污水处理厂二期", "East sewage works, phase 2", 16_000, "contract"],
  ["new-hospital", "bond", "health", 731, 3111, "2290403", "市第一人民医院新院区", "New campus of the First Hospital", 13_000, "contract", undefined, undefined, "hospital"],
  ["industrial-park", "bond", "science", 443, 3111, "2290404", "产业园基础设施", "Industrial park infrastructure", 7_000, "contract"],
  ["east-schools", "east-lake", "east-lake", 912, 22, "2050202", "东湖区学校运行", "East Lake schools", 15_500, "running"],
  ["east-streets", "east-lake", "east-lake", 620, 22, "2120199", "东湖区社区服务", "East Lake community services", 9_000, "running"],
  ["west-schools", "west-hill", "west-hill", 912, 22, "2050202", "西山区学校运行", "West Hill schools", 11_500, "running"],
  ["west-streets", "west-hill", "west-hill", 620, 22, "2120199", "西山区社区服务", "West Hill community services", 7_500, "running"],
];

export const LINES: readonly LineData[] = ROWS.map(
  ([key, fund, agency, func, economic, national, zh, en, year, manner, to, persons, unit]) => ({
    key,
    fund,
    agency,
    func,
    economic,
    national,
    zh,
    en,
    year,
    manner,
    to,
    persons,
    unit,
  }),
);

/** Classes of private payees, who have no account of their own. */
export const CLASSES: readonly { key: string; zh: string; en: string }[] = [
  { key: "teachers-primary", zh: "小学在编教职工", en: "Primary school staff" },
  { key: "teachers-middle", zh: "初中在编教职工", en: "Middle school staff" },
  { key: "teachers-high", zh: "高中在编教职工", en: "High school staff" },
  { key: "police", zh: "公安民警和辅警", en: "Police officers" },
  { key: "civil-servants", zh: "市级机关公务员", en: "City civil servants" },
  { key: "minimum-living", zh: "最低生活保障对象", en: "Recipients of the minimum living allowance" },
  { key: "disability", zh: "残疾人补贴对象", en: "Recipients of disability allowances" },
  { key: "old-age", zh: "高龄津贴对象", en: "Recipients of the old-age allowance" },
  { key: "farmers", zh: "种粮农户", en: "Grain farmers" },
  { key: "resettled", zh: "被征收安置户", en: "Resettled households" },
  { key: "pensioners", zh: "企业退休职工", en: "Retired employees" },
  { key: "resident-pensioners", zh: "城乡居民养老金领取人", en: "Residents drawing pensions" },
  { key: "unemployed", zh: "失业保险金领取人", en: "Recipients of unemployment benefits" },
  { key: "petty-cash", zh: "零星支出收款人", en: "Recipients of petty cash" },
];
