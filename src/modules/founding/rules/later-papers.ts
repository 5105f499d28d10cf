import { displayYuan } from '../../../kernel/money.ts'
import { column, type Paper, paperDay } from '../../../kernel/paper.ts'
import { text } from '../../../kernel/text.ts'
import { headOf, type PaperFacts, type PaperKind } from './paper-facts.ts'
import { facts, sheet, table, words } from '../../../kernel/paper-frame.ts'
import { FORM_NAMES } from './plan.ts'

/* The papers around the founding: risk and the town's word before it, register, seals and books after it. */

const NO_FEASIBILITY = text('先填写可行性论证', 'fill in the feasibility first')
const NO_COOP = text('先登记筹备中的合作社', 'register the co-op first')
const NO_PLAN = text('先编制股权方案', 'make the share plan first')
const NO_REGISTER = text('先按方案建立成员册', 'open the register first')
const NOT_REGISTERED = text('领照之后才能填写', 'only after the licence')
const NO_CERTIFICATES = text('先发放成员证', 'issue the certificates first')
const NO_BOOKS = text('先按出资建账', 'open the books first')

/** A field of a signed step as paper has it; empty where it was not written. */
const writtenAt = ({ written }: PaperFacts, step: string, field: string): string => {
  const value = written[step]?.[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const dayAt = (known: PaperFacts, step: string, field: string): string =>
  paperDay(writtenAt(known, step, field) || null)
const yesAt = ({ written }: PaperFacts, step: string, field: string): string =>
  written[step]?.[field] === true ? '是' : ''

const RISKS = ['市场价格', '自然灾害', '技术和品种', '资金和借款', '合作方履约', '内部管理', '其他']

function riskAssessment(known: PaperFacts): Paper {
  const given = known.feasibility
  return sheet(headOf(known, `${known.name}项目风险评估表`), {
    sections: [
      facts('一、项目', [
        ['规模', given?.scale ?? ''],
        ['合作方', given?.partner ?? ''],
        ['已知风险和措施', given?.risks ?? ''],
      ]),
      table('二、逐项评估(可能性、影响各分高、中、低)', {
        columns: [
          column('风险', 2.2),
          column('可能性', 1.3, 'center'),
          column('影响', 1.3, 'center'),
          column('防范措施', 4),
          column('责任人', 1.6, 'center'),
        ],
        rows: RISKS.map((risk) => [risk, '', '', '', '']),
      }),
      facts('三、评估意见', [
        ['总体等级', '□ 低　　□ 中　　□ 高'],
        ['意见', ''],
      ]),
    ],
    signatures: ['评估人', '村党支部书记', '经管站'],
  })
}

function townOpinion(known: PaperFacts): Paper {
  const fails = known.findings.filter(({ bound }) => bound === 'fails')
  const { plan } = known
  return sheet(headOf(known, `${known.name}审核意见表`), {
    sections: [
      facts('一、送审事项', [
        ['拟设立合作社', known.name],
        ['类型和产业', [known.kind, known.industry ?? ''].filter((one) => one !== '').join(' · ')],
        ['设立人', plan === null ? '' : `${plan.holders.length} 人(户、单位)`],
        [
          '股权规则检查',
          fails.length === 0
            ? `共检查 ${known.findings.length} 项,没有不符合的`
            : `不符合:${fails.map(({ title }) => title).join('、')}`,
        ],
      ]),
      facts('二、经管站初审', [['意见', writtenAt(known, 'station-check', 'opinion')]]),
      facts('三、党(工)委审核', [
        ['会议日期和编号', writtenAt(known, 'town-check', 'meeting')],
        ['章程、股权、项目和风险的意见', writtenAt(known, 'town-check', 'opinion')],
      ]),
    ],
    remarks: ['审核为指导意见,不妨碍设立大会依法作出的决定(农民专业合作社法 7、14)。'],
    signatures: ['经管站(盖章)', '党(工)委(盖章)', '日期'],
  })
}

/** What the registrar takes, and which of it the product writes. */
const REGISTRATION: readonly (readonly [string, string, string])[] = [
  ['设立登记申请书', '1', '登记机关表格,按《设立登记申请信息表》填写'],
  ['设立大会纪要', '1', '本系统打印,全体设立人签名(盖章)'],
  ['章程', '1', '本系统打印,全体设立人签名(盖章)'],
  ['法定代表人、理事的任职文件和身份证明', '各1', '设立大会决议;本人证件'],
  ['出资清单', '1', '本系统打印,全体出资成员签名(盖章)'],
  ['成员名册和成员身份证明', '1', '本系统打印;成员证件'],
  ['住所使用证明', '1', '产权证明或者租赁、使用协议'],
  ['全体设立人指定代表或者委托代理人的证明', '1', '设立大会决议'],
]

function registrationList(known: PaperFacts): Paper {
  return sheet(headOf(known, `${known.name}登记材料清单`), {
    sections: [
      table(null, {
        columns: [
          column('序号', 1, 'center'),
          column('材料', 4.4),
          column('份数', 1, 'center'),
          column('来源', 4),
          column('齐备', 1, 'center'),
        ],
        rows: REGISTRATION.map(([name, copies, from], i) => [
          String(i + 1),
          name,
          copies,
          from,
          '□',
        ]),
      }),
    ],
    remarks: ['依据:市场主体登记管理条例;农民专业合作社法 16。业务范围须经批准的,另交批准文件。'],
    signatures: ['经办人', '登记机关收件人', '日期'],
  })
}

function sealRegister(known: PaperFacts): Paper {
  return sheet(headOf(known, `${known.name}印章和账户登记表`), {
    sections: [
      table('一、印章', {
        columns: [
          column('印章', 2.6),
          column('启用日期', 2.4),
          column('保管人', 2),
          column('印模', 3),
        ],
        rows: ['公章', '财务专用章', '法定代表人名章'].map((seal, i) => [
          seal,
          i === 0 ? dayAt(known, 'accounts', 'sealedOn') : paperDay(null),
          '',
          '',
        ]),
      }),
      facts('二、银行账户', [
        ['账户名称', known.name],
        ['开户银行', writtenAt(known, 'accounts', 'bank')],
        ['账号', ''],
        ['预留印鉴保管人', ''],
      ]),
      facts('三、税务', [
        ['统一社会信用代码', known.coop?.creditCode ?? ''],
        ['已办理税务登记', yesAt(known, 'accounts', 'taxed')],
        ['办税人员', ''],
      ]),
    ],
    remarks: ['印章、票据、密钥由不同的人保管;交接时双方在本表签名。账号由经办人填写,系统不打印。'],
    signatures: ['理事长', '财务负责人', '经办人'],
  })
}

function paymentList(known: PaperFacts): Paper {
  const rows = known.register ?? []
  const sum = (key: 'paid' | 'promised'): bigint => rows.reduce((all, row) => all + row[key], 0n)
  return sheet(headOf(known, `${known.name}出资到位清单`), {
    unit: '单位:元',
    sections: [
      table(null, {
        columns: [
          column('编号', 1.2, 'center'),
          column('成员姓名或名称', 3),
          column('出资方式', 2.4),
          column('已到位', 2.4, 'right'),
          column('未到位', 2.2, 'right'),
          column('签名(盖章)', 2.4),
        ],
        rows: rows.map(({ number, name, forms, paid, promised }) => [
          number,
          name,
          forms.map((form) => FORM_NAMES[form].zh).join('、'),
          paid,
          promised,
          '',
        ]),
        sum: ['', '合计', '', sum('paid'), sum('promised'), ''],
      }),
    ],
    remarks: ['货币出资附银行回单;非货币出资附评估作价和交付手续(农民专业合作社法 13)。'],
    signatures: ['理事长', '财务负责人', '执行监事'],
  })
}

function certificateList(known: PaperFacts): Paper {
  const rows = known.register ?? []
  return sheet(headOf(known, `${known.name}成员证发放登记表`), {
    unit: '单位:元',
    sections: [
      table(null, {
        columns: [
          column('编号', 1.2, 'center'),
          column('成员姓名或名称', 3),
          column('证号', 3.4),
          column('出资额', 2.4, 'right'),
          column('领取人签名', 2.4),
          column('领取日期', 2),
        ],
        rows: rows.map(({ number, name, certificate, paid }) => [
          number,
          name,
          certificate ?? '未发',
          paid,
          '',
          '',
        ]),
      }),
    ],
    signatures: ['理事长', '经办人'],
  })
}

function openingBalances(known: PaperFacts): Paper {
  const rows = known.opening ?? []
  const sum = (key: 'debit' | 'credit'): bigint => rows.reduce((all, row) => all + row[key], 0n)
  const paid = (known.register ?? []).reduce((all, row) => all + row.paid, 0n)
  const capital = rows
    .filter(({ account }) => account.startsWith('301'))
    .reduce((all, { credit }) => all + credit, 0n)
  return sheet(headOf(known, `${known.name}期初余额表`), {
    unit: '单位:元',
    sections: [
      table(null, {
        columns: [
          column('科目编码', 1.8, 'center'),
          column('科目名称', 4),
          column('借方余额', 2.6, 'right'),
          column('贷方余额', 2.6, 'right'),
        ],
        rows: rows.map(({ account, name, debit, credit }) => [
          account,
          name,
          debit === 0n ? null : debit,
          credit === 0n ? null : credit,
        ]),
        sum: ['', '合计', sum('debit'), sum('credit')],
      }),
      words('核对', [
        `股金 ${displayYuan(capital)} 元,成员册实缴 ${displayYuan(paid)} 元,${
          capital === paid ? '一致' : '不一致,须查明'
        }。`,
      ]),
    ],
    remarks: ['依据:财会〔2021〕37号 301 股金。'],
    signatures: ['理事长', '财务负责人', '记账'],
  })
}

const needsRegister = ({ register }: PaperFacts) => (register === null ? NO_REGISTER : null)

export const LATER_KINDS = {
  'risk-assessment': {
    title: text('风险评估表', 'Risk assessment'),
    step: 'feasibility',
    missing: ({ feasibility }) => (feasibility === null ? NO_FEASIBILITY : null),
    write: riskAssessment,
  },
  'town-opinion': {
    title: text('审核意见表', 'Opinion of station and committee'),
    step: 'town-check',
    missing: ({ coop, plan }) => (coop === null ? NO_COOP : plan === null ? NO_PLAN : null),
    write: townOpinion,
  },
  'registration-list': {
    title: text('登记材料清单', 'List of registration papers'),
    step: 'registration',
    missing: ({ coop }) => (coop === null ? NO_COOP : null),
    write: registrationList,
  },
  'seal-register': {
    title: text('印章和账户登记表', 'Seals and accounts'),
    step: 'accounts',
    missing: ({ coop }) => (typeof coop?.creditCode === 'string' ? null : NOT_REGISTERED),
    write: sealRegister,
  },
  'payment-list': {
    title: text('出资到位清单', 'Contributions paid'),
    step: 'contributions',
    missing: needsRegister,
    write: paymentList,
  },
  'certificate-list': {
    title: text('成员证发放登记表', 'Certificates handed out'),
    step: 'certificates',
    missing: (known) =>
      needsRegister(known) ??
      (known.register?.some(({ certificate }) => certificate !== null) === true
        ? null
        : NO_CERTIFICATES),
    write: certificateList,
  },
  'opening-balances': {
    title: text('期初余额表', 'Opening balances'),
    step: 'books',
    missing: ({ opening }) => (opening === null ? NO_BOOKS : null),
    write: openingBalances,
  },
} as const satisfies Record<string, PaperKind>
