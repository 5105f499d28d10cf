/** Columns of the import template, with rows that show how they are filled. The persons are invented. */
export const TEMPLATE_COLUMNS = [
  { title: '合作社名称', kind: 'text' },
  { title: '姓名或名称', kind: 'text' },
  { title: '成员类型', kind: 'text' },
  { title: '证件号码', kind: 'text', width: 24 },
  { title: '户号', kind: 'text' },
  { title: '户主', kind: 'text' },
  { title: '与户主关系', kind: 'text' },
  { title: '住所', kind: 'text', width: 28 },
  { title: '联系电话', kind: 'text' },
  { title: '出资方式', kind: 'text' },
  { title: '认缴出资额(元)', kind: 'money' },
  { title: '实缴出资额(元)', kind: 'money' },
  { title: '股数', kind: 'decimal' },
  { title: '占比', kind: 'text' },
  { title: '入社日期', kind: 'date' },
  { title: '备注', kind: 'text' },
] as const

type Title = (typeof TEMPLATE_COLUMNS)[number]['title']

/** Marks a row as an example; rows that carry it are passed over when the file comes back. */
export const EXAMPLE_NOTE = '示例,导入前请删去'

const COOP = '示例果品专业合作社'

export const TEMPLATE_ROWS: readonly Partial<Record<Title, string | bigint>>[] = [
  {
    合作社名称: COOP,
    姓名或名称: '示例村股份经济合作社',
    成员类型: '村集体经济组织',
    证件号码: 'N2371323MF00000132',
    出资方式: '土地经营权',
    '认缴出资额(元)': 6_000_000n,
    '实缴出资额(元)': 6_000_000n,
    股数: '600',
    占比: '60%',
    入社日期: '2020-03-01',
    备注: EXAMPLE_NOTE,
  },
  {
    合作社名称: COOP,
    姓名或名称: '张示例',
    成员类型: '农民成员',
    证件号码: '371323198001010019',
    户号: '0001',
    户主: '张示例',
    与户主关系: '户主',
    住所: '示例村 1 号',
    联系电话: '13800000000',
    出资方式: '货币',
    '认缴出资额(元)': 3_000_000n,
    '实缴出资额(元)': 2_000_000n,
    股数: '300',
    占比: '30%',
    入社日期: '2020-03-01',
    备注: EXAMPLE_NOTE,
  },
  {
    合作社名称: COOP,
    姓名或名称: '李·示例',
    成员类型: '农民成员',
    证件号码: '371323198001020022',
    户号: '0002',
    户主: '李·示例',
    与户主关系: '户主',
    住所: '示例村 2 号',
    联系电话: '13900000000',
    出资方式: '货币',
    '认缴出资额(元)': 1_000_000n,
    '实缴出资额(元)': 1_000_000n,
    股数: '100',
    占比: '10%',
    入社日期: '2020-03-01',
    备注: EXAMPLE_NOTE,
  },
]

export const TEMPLATE_NOTES: readonly (readonly [string, string, string])[] = [
  [
    '合作社名称',
    '一个文件有几个合作社时填写,与系统中的名称一致,也可填统一社会信用代码',
    'Only where one file holds several co-ops: the name in the system, or the credit code',
  ],
  [
    '姓名或名称',
    '必填。少数民族姓名的间隔点写作“·”',
    'Required. The dot inside minority names is “·”',
  ],
  [
    '成员类型',
    '农民成员、非农民成员、企业成员、事业单位成员、社会组织成员、村集体经济组织;不填按农民成员',
    'Farmer, non-farmer, enterprise, public institution, social organisation, village collective; empty: farmer',
  ],
  [
    '证件号码',
    '个人填 18 位身份证号,单位填统一社会信用代码。本列须为文本格式,否则末几位会丢失',
    'ID number of persons, credit code of bodies. Keep the column as text, or the last digits are lost',
  ],
  ['户号、户主', '同一户填同一户号;没有户号时填户主姓名', 'One number for one household, or the name of its head'],
  [
    '出资方式',
    '货币、实物、土地经营权、林权、知识产权。劳务不能作为出资',
    'Cash, things, land right, forest right, intellectual property. Labour is no contribution',
  ],
  [
    '认缴、实缴出资额',
    '按标题的单位填写。标题可改为“(万元)”,系统会换算。未缴部分等于认缴减实缴',
    'In the unit of the heading; “(万元)” is understood. Unpaid is subscribed less paid',
  ],
  ['占比', '可不填。填写时与金额核对', 'Optional; checked against the amounts'],
  ['入社日期', '写成 2020-03-01', 'Like 2020-03-01'],
  [
    '其他',
    '第一行标题可以改用贵社原有的叫法,上传后可在页面上对应;标题上面可以有总标题,下面可以有合计和说明',
    'Headings may keep your own words: columns are matched after the upload. Titles above and totals below are fine',
  ],
]
