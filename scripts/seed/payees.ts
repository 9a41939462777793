// The demonstration's payees: invented firms and institutions with identifiers that cannot be anybody's.

export interface PayeeData {
  key: string;
  zh: string;
  en: string;
  /** What it supplies; lines of the same trade pay it. */
  trade: "build" | "equip" | "it" | "serve" | "food" | "medical" | "utility" | "grant" | "bank" | "tax";
}

type Row = readonly [key: string, trade: PayeeData["trade"], zh: string, en: string];

const ROWS: readonly Row[] = [
  ["tax-office", "tax", "国家税务总局明州市税务局（代扣税款）", "Mingzhou Tax Bureau (withheld tax)"],
  ["trustee", "bank", "明州国债登记托管有限公司", "Mingzhou Bond Depository Co., Ltd."],
  ["lead-bank", "bank", "东江商业银行明州分行", "Dongjiang Commercial Bank, Mingzhou Branch"],
  ["build-1", "build", "明州市政建设集团有限公司", "Mingzhou Municipal Construction Group"],
  ["build-2", "build", "江东路桥工程有限公司", "Jiangdong Road and Bridge Engineering"],
  ["build-3", "build", "恒基建筑安装有限公司", "Hengji Building and Installation"],
  ["build-4", "build", "碧水环境工程有限公司", "Bishui Environmental Engineering"],
  ["build-5", "build", "华茂园林绿化有限公司", "Huamao Landscaping"],
  ["build-6", "build", "四方水利工程有限公司", "Sifang Hydraulic Works"],
  ["build-7", "build", "新城建设监理有限公司", "Xincheng Construction Supervision"],
  ["build-8", "build", "远景勘察设计研究院", "Yuanjing Survey and Design Institute"],
  ["equip-1", "equip", "启航教学设备有限公司", "Qihang Teaching Equipment"],
  ["equip-2", "equip", "瑞康医疗器械有限公司", "Ruikang Medical Devices"],
  ["equip-3", "equip", "明锐仪器仪表有限公司", "Mingrui Instruments"],
  ["equip-4", "equip", "北辰消防装备有限公司", "Beichen Fire Equipment"],
  ["it-1", "it", "云帆信息技术有限公司", "Yunfan Information Technology"],
  ["it-2", "it", "天枢数据服务有限公司", "Tianshu Data Services"],
  ["it-3", "it", "安盾网络安全有限公司", "Andun Network Security"],
  ["serve-1", "serve", "洁源环卫服务有限公司", "Jieyuan Sanitation Services"],
  ["serve-2", "serve", "绿洲物业管理有限公司", "Lüzhou Property Management"],
  ["serve-3", "serve", "众信会计师事务所", "Zhongxin Certified Public Accountants"],
  ["serve-4", "serve", "正衡律师事务所", "Zhengheng Law Firm"],
  ["serve-5", "serve", "文苑图书发行有限公司", "Wenyuan Book Distribution"],
  ["serve-6", "serve", "健民体育文化有限公司", "Jianmin Sports and Culture"],
  ["serve-7", "serve", "鼎新印务有限公司", "Dingxin Printing"],
  ["serve-8", "serve", "通达汽车服务有限公司", "Tongda Vehicle Services"],
  ["food-1", "food", "丰禾农产品配送有限公司", "Fenghe Farm Produce Delivery"],
  ["food-2", "food", "阳光营养餐饮有限公司", "Yangguang School Catering"],
  ["food-3", "food", "江南乳业有限公司", "Jiangnan Dairy"],
  ["medical-1", "medical", "明州市中心医院", "Mingzhou Central Hospital"],
  ["medical-2", "medical", "明州市中医院", "Mingzhou Hospital of Traditional Medicine"],
  ["medical-3", "medical", "国泰医药配送有限公司", "Guotai Pharmaceutical Distribution"],
  ["medical-4", "medical", "仁爱妇幼保健院", "Ren'ai Maternal and Child Hospital"],
  ["medical-5", "medical", "康宁生物制品有限公司", "Kangning Biological Products"],
  ["utility-1", "utility", "明州供电有限公司", "Mingzhou Power Supply"],
  ["utility-2", "utility", "明州水务集团有限公司", "Mingzhou Water Group"],
  ["utility-3", "utility", "明州燃气有限公司", "Mingzhou Gas"],
  ["utility-4", "utility", "净源污水处理有限公司", "Jingyuan Sewage Treatment"],
  ["utility-5", "utility", "绿能垃圾发电有限公司", "Lüneng Waste to Energy"],
  ["grant-1", "grant", "明州公共交通集团有限公司", "Mingzhou Public Transport Group"],
  ["grant-2", "grant", "星河新材料股份有限公司", "Xinghe Advanced Materials"],
  ["grant-3", "grant", "智造机器人有限公司", "Zhizao Robotics"],
  ["grant-4", "grant", "百合幼儿园", "Lily Nursery School"],
  ["grant-5", "grant", "小太阳幼儿园", "Little Sun Nursery School"],
  ["grant-6", "grant", "海川生物科技有限公司", "Haichuan Biotechnology"],
];

export const PAYEES: readonly PayeeData[] = ROWS.map(([key, trade, zh, en]) => ({ key, trade, zh, en }));

/** Which trades a line buys from, by its key; the rest buy services and utilities. */
export const TRADES: Readonly<Record<string, readonly PayeeData["trade"][]>> = {
  "vocational-kit": ["equip"],
  "school-meals": ["food"],
  hospital: ["medical", "utility", "equip"],
  "disease-control": ["medical", "equip"],
  "public-health": ["medical", "serve"],
  "police-cameras": ["it"],
  "finance-it": ["it"],
  air: ["equip", "it"],
  "medical-claims": ["medical"],
  "sewage-fee": ["utility"],
  waste: ["serve", "utility"],
  fire: ["equip", "serve"],
  "industrial-park": ["build"],
};

/**
 * Identifier in the shape of a unified social credit code, with the division 99 that does not exist: fictional by
 * construction.
 */
export function fictionalCode(number: number): string {
  return `9199${String(number).padStart(4, "0")}MZ${String(number * 7919)
    .padStart(7, "0")
    .slice(-7)}X`;
}
