import { displayPercent, fraction } from '../../../kernel/fraction.ts'
import { displayYuan } from '../../../kernel/money.ts'
import { column, type Paper, paperDay } from '../../../kernel/paper.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { PlannedContribution, PlannedHolder } from '../model.ts'
import { LATER_KINDS } from './later-papers.ts'
import { headOf, type PaperFacts, type PaperKind } from './paper-facts.ts'
import { facts, sheet, table, words } from '../../../kernel/paper-frame.ts'
import { FORM_NAMES, HOLDER_NAMES, notesOnFeasibility, totalOf, totalOfHolder } from './plan.ts'

const NO_SURVEY = text('先在村页面做资源调查', 'survey the village first')
const NO_FEASIBILITY = text('先填写可行性论证', 'fill in the feasibility first')
const NO_PLAN = text('先编制股权方案', 'make the share plan first')
const NO_COOP = text('先登记筹备中的合作社', 'register the co-op first')
const NOT_REGISTERED = text('领照之后才能填写', 'only after the licence')
const NOTHING_VALUED = text('方案中没有非货币出资', 'the plan has money only')

const needsPlan = ({ plan }: PaperFacts): Text | null => (plan === null ? NO_PLAN : null)
const needsCoop = (known: PaperFacts): Text | null =>
  known.coop === null ? NO_COOP : needsPlan(known)

/** Holders of a plan; papers of one are only written where it exists. */
const holdersOf = ({ plan }: PaperFacts): readonly PlannedHolder[] => plan?.holders ?? []
const valued = (known: PaperFacts): readonly [PlannedHolder, PlannedContribution][] =>
  holdersOf(known).flatMap((holder) =>
    holder.contributions
      .filter(({ form }) => form !== 'cash')
      .map((given): [PlannedHolder, PlannedContribution] => [holder, given]),
  )

const percentOf = (part: bigint, whole: bigint): string =>
  whole === 0n ? '' : displayPercent(fraction(part, whole))

function surveySheet(known: PaperFacts): Paper {
  const { survey } = known
  return sheet(headOf(known, '村情摸底表'), {
    sections: [
      facts('一、基本情况', [
        ['村', `${known.town}${known.village}`],
        ['户数', typeof survey?.households === 'number' ? `${survey.households} 户` : ''],
        ['调查日期', paperDay(survey?.on ?? null)],
      ]),
      facts('二、资源', survey?.answers ?? []),
      words('三、适宜的类型', survey?.suggestions ?? []),
      facts('四、资产、债务和班子(由乡镇专班填写)', [
        ['清产核资情况', ''],
        ['村集体债务', ''],
        ['党支部班子评估', ''],
      ]),
    ],
    signatures: ['村党支部书记', '经管站', '专班负责人'],
  })
}

function feasibilityReport(known: PaperFacts): Paper {
  const given = known.feasibility
  if (given === null) return sheet(headOf(known, '可行性报告'), { sections: [], signatures: [] })
  const { surplus, gap, notes } = notesOnFeasibility(given)
  return sheet(headOf(known, `${known.name}可行性报告`), {
    unit: '单位:元',
    sections: [
      facts('一、项目', [
        ['拟定名称', known.name],
        ['类型和产业', [known.kind, known.industry ?? ''].filter((v) => v !== '').join(' · ')],
        ['规模', given.scale],
      ]),
      words(
        '二、市场和合作方',
        [given.market, given.partner].filter((one) => one !== ''),
      ),
      table('三、投资和来源', {
        columns: [column('项目', 4), column('金额', 3, 'right')],
        rows: [
          ['投资预算', given.budget],
          ['自有资金', given.ownFunds],
          ['借款', given.borrowed],
          ['尚缺', gap > 0n ? gap : 0n],
        ],
      }),
      table('四、正常年份收支', {
        columns: [column('项目', 4), column('金额', 3, 'right')],
        rows: [
          ['收入', given.income],
          ['成本费用', given.cost],
        ],
        sum: ['预计盈余(收入 - 成本费用)', surplus],
      }),
      words('五、风险和措施', [given.risks]),
      words('六、预期收益', [given.benefits]),
      ...(notes.length === 0
        ? []
        : [
            words(
              '七、提示',
              notes.map(({ zh }) => zh),
            ),
          ]),
    ],
    remarks: ['预计数为论证假设,不构成对收益的承诺。'],
    signatures: ['村党支部书记', '论证人', '乡镇意见'],
  })
}

function sharePlan(known: PaperFacts): Paper {
  const total = known.plan === null ? 0n : totalOf(known.plan)
  return sheet(headOf(known, `${known.name}股权方案`), {
    unit: '单位:元',
    sections: [
      table('一、出资和比例', {
        columns: [
          column('序号', 1, 'center'),
          column('姓名(名称)', 3.4),
          column('类别', 2),
          column('出资方式', 3),
          column('出资额', 2.6, 'right'),
          column('比例', 1.8, 'right'),
        ],
        rows: holdersOf(known).map((holder, i) => [
          String(i + 1),
          holder.name,
          HOLDER_NAMES[holder.kind].zh,
          holder.contributions.map(({ form }) => FORM_NAMES[form].zh).join('、'),
          totalOfHolder(holder),
          percentOf(totalOfHolder(holder), total),
        ]),
        sum: ['', '合计', '', '', total, total === 0n ? '' : '100.00%'],
      }),
      words('二、规则检查', known.findings.map(sayFinding)),
    ],
    signatures: ['村党支部书记', '设立人代表'],
  })
}

const VERDICTS = { passes: '符合', depends: '待定', fails: '不符合' } as const
const sayFinding = (one: PaperFacts['findings'][number]): string =>
  `${VERDICTS[one.bound]} ${one.title}:${one.said}`

function appraisalList(known: PaperFacts): Paper {
  const rows = valued(known)
  const hasLand = rows.some(([, { land }]) => land !== null)
  const land = hasLand ? [column('面积(亩)', 1.4, 'right'), column('权证号', 3)] : []
  const blank = hasLand ? ['', ''] : []
  return sheet(headOf(known, '出资评估作价清册'), {
    unit: '单位:元',
    orientation: 'landscape',
    sections: [
      table(null, {
        columns: [
          column('姓名(名称)', 2.6),
          column('出资方式', 2),
          ...land,
          column('作价办法', 2),
          column('依据', 4),
          column('作价', 2.2, 'right'),
        ],
        rows: rows.map(([holder, { form, land: plot, appraisal, amount }]) => [
          holder.name,
          FORM_NAMES[form].zh,
          ...(hasLand ? [plot?.areaMu ?? '', plot?.certificate ?? ''] : []),
          appraisal?.by === 'third_party' ? '第三方评估' : '全体成员评估',
          appraisal?.note ?? '',
          amount,
        ]),
        sum: ['合计', '', ...blank, '', '', rows.reduce((all, [, { amount }]) => all + amount, 0n)],
      }),
    ],
    remarks: [
      '非货币出资由全体成员评估作价,或按全体成员决定的办法作价(山东省农民专业合作社条例 11)。',
    ],
    signatures: ['评估小组', '设立人代表', '出资人代表'],
  })
}

function ruleReport(known: PaperFacts): Paper {
  const fails = known.findings.filter(({ bound }) => bound === 'fails').length
  return sheet(headOf(known, '股权合规检查报告'), {
    sections: [
      words('一、结论', [
        fails === 0
          ? `${known.name}股权方案共检查 ${known.findings.length} 项规则,没有不符合的。`
          : `${known.name}股权方案共检查 ${known.findings.length} 项规则,${fails} 项不符合。`,
      ]),
      table('二、逐项', {
        columns: [
          column('规则', 2.4),
          column('结论', 1.2, 'center'),
          column('性质', 1.2, 'center'),
          column('说明', 5.2),
          column('依据', 5),
        ],
        rows: known.findings.map((one) => [
          one.title,
          VERDICTS[one.bound],
          { block: '必须', warn: '提醒', info: '提示' }[one.severity],
          one.said,
          one.source,
        ]),
      }),
    ],
    remarks: ['指导意见不妨碍成员大会依法作出的决定(农民专业合作社法 7)。'],
    signatures: ['经管站', '党(工)委'],
  })
}

type Assembly = NonNullable<PaperFacts['assembly']>

/** What was decided, where the assembly has been held; lines to be written in before. */
function resultsOf(known: PaperFacts): readonly string[] {
  const total = known.plan === null ? '' : displayYuan(totalOf(known.plan))
  const confirmed = [
    `确认成员名单和出资清单:合计 ${total} 元。`,
    ...(valued(known).length === 0 ? [] : ['确认非货币出资的作价,见出资评估作价清册。']),
    '委托　　　　　　办理登记。',
  ]
  const decided = known.assembly?.decided.map(sayDecided) ?? [
    '审议并一致通过《章程》(农民专业合作社法 14):同意　　　人。',
    '选举理事长、理事:　　　　　　　　　　　　　　　　',
    '选举执行监事或监事会:　　　　　　　　　　　　　　',
  ]
  return [...decided, ...confirmed].map((line, i) => `${i + 1}. ${line}`)
}

const sayDecided = ({ title, carried, yes, elected }: Assembly['decided'][number]): string =>
  elected.length > 0
    ? `${title}:${elected.join('、')}当选。`
    : `${title}:同意 ${yes} 票,${carried ? '通过' : '未通过'}。`

function foundingMinutes(known: PaperFacts): Paper {
  const founders = holdersOf(known)
  const { assembly } = known
  const people = (n: number | undefined): string => (n === undefined ? '' : `${n} 人(户、单位)`)
  return sheet(headOf(known, `${known.name}设立大会纪要`), {
    sections: [
      facts('一、会议', [
        ['日期', paperDay(assembly?.heldOn ?? known.assemblyOn)],
        ['地点', assembly?.place ?? ''],
        ['主持人', assembly?.chair ?? ''],
        ['应到设立人', people(assembly?.entitled ?? founders.length)],
        ['实到设立人', people(assembly?.present)],
      ]),
      words('二、议程和结果', resultsOf(known)),
      table('三、全体设立人签名(盖章)', {
        columns: [column('序号', 1, 'center'), column('设立人', 4), column('签名(盖章)', 5)],
        rows: founders.map(({ name }, i) => [String(i + 1), name, '']),
      }),
    ],
    signatures: ['主持人', '记录人'],
  })
}

function contributionList(known: PaperFacts): Paper {
  const lines = holdersOf(known).flatMap((holder) =>
    holder.contributions.map((given) => [holder, given] as const),
  )
  return sheet(headOf(known, `${known.name}出资清单`), {
    unit: '单位:元',
    sections: [
      table(null, {
        columns: [
          column('序号', 1, 'center'),
          column('成员姓名或名称', 3.4),
          column('出资方式', 2.4),
          column('出资额', 2.6, 'right'),
          column('出资期限', 2.6),
          column('签名(盖章)', 2.6),
        ],
        rows: lines.map(([holder, { form, amount, dueOn }], i) => [
          String(i + 1),
          holder.name,
          FORM_NAMES[form].zh,
          amount,
          dueOn === null ? '按章程' : paperDay(dueOn),
          '',
        ]),
        sum: ['', '出资总额', '', known.plan === null ? 0n : totalOf(known.plan), '', ''],
      }),
    ],
    signatures: ['理事长(拟任)', '经办人'],
  })
}

function memberList(known: PaperFacts): Paper {
  const holders = holdersOf(known)
  const people = holders.filter(({ kind }) => kind === 'person').length
  return sheet(headOf(known, `${known.name}成员名册`), {
    sections: [
      table(null, {
        columns: [
          column('序号', 1, 'center'),
          column('姓名或名称', 3.4),
          column('成员类别', 2.4),
          column('证件号码', 4),
          column('签名(盖章)', 2.6),
        ],
        rows: holders.map(({ name, kind }, i) => [
          String(i + 1),
          name,
          HOLDER_NAMES[kind].zh,
          '',
          '',
        ]),
      }),
    ],
    remarks: [
      `成员 ${holders.length} 个,其中个人 ${people} 个。证件号码由本人填写,系统不在名册上打印。`,
    ],
    signatures: ['理事长(拟任)', '经办人'],
  })
}

function application(known: PaperFacts): Paper {
  const { coop } = known
  return sheet(headOf(known, '设立登记申请信息表'), {
    unit: '单位:元',
    sections: [
      facts('一、登记事项(市场主体登记管理条例)', [
        ['名称', known.name],
        ['类型', '农民专业合作社'],
        ['业务范围', coop?.scope ?? ''],
        ['住所', coop?.address ?? ''],
        ['出资总额', known.plan === null ? null : totalOf(known.plan)],
        ['法定代表人', coop?.chair ?? ''],
      ]),
      facts('二、备案事项', [
        ['章程', '见附件'],
        ['成员', `${holdersOf(known).length} 个,见成员名册`],
        ['登记联络员', ''],
      ]),
      words('三、提交材料', [
        '□ 登记申请书　□ 全体设立人签名的设立大会纪要　□ 全体设立人签名的章程',
        '□ 法定代表人、理事的任职文件和身份证明　□ 出资清单　□ 成员名册和身份证明',
        '□ 住所使用证明　□ 委托书',
      ]),
    ],
    signatures: ['法定代表人(拟任)', '委托代理人'],
  })
}

function filingForm(known: PaperFacts): Paper {
  const { coop } = known
  return sheet(headOf(known, '村党支部领办合作社备案表'), {
    unit: '单位:元',
    sections: [
      facts('一、合作社', [
        ['名称', known.name],
        ['统一社会信用代码', coop?.creditCode ?? ''],
        ['登记日期', paperDay(coop?.registeredOn ?? null)],
        ['领办党支部', coop?.branch ?? ''],
        ['入社村集体', coop?.collective ?? ''],
        ['类型和产业', [known.kind, known.industry ?? ''].filter((v) => v !== '').join(' · ')],
        ['成员数', `${holdersOf(known).length} 个`],
        ['出资总额', known.plan === null ? null : totalOf(known.plan)],
      ]),
      facts('二、备案意见', [
        ['乡镇(街道)', ''],
        ['县农业农村局', ''],
        ['备案编号', ''],
      ]),
    ],
    signatures: ['合作社(盖章)', '经管站(盖章)', '县农业农村局(盖章)'],
  })
}

export const PAPER_KINDS = {
  'survey-sheet': {
    title: text('村情摸底表', 'Survey sheet'),
    step: 'survey',
    missing: ({ survey }) => (survey === null ? NO_SURVEY : null),
    write: surveySheet,
  },
  'feasibility-report': {
    title: text('可行性报告', 'Feasibility report'),
    step: 'feasibility',
    missing: ({ feasibility }) => (feasibility === null ? NO_FEASIBILITY : null),
    write: feasibilityReport,
  },
  'share-plan': {
    title: text('股权方案', 'Share plan'),
    step: 'draft',
    missing: needsPlan,
    write: sharePlan,
  },
  'appraisal-list': {
    title: text('出资评估作价清册', 'Appraisal list'),
    step: 'draft',
    missing: (known) => needsPlan(known) ?? (valued(known).length === 0 ? NOTHING_VALUED : null),
    write: appraisalList,
  },
  'rule-report': {
    title: text('股权合规检查报告', 'Report of the rules'),
    step: 'station-check',
    missing: needsCoop,
    write: ruleReport,
  },
  'founding-minutes': {
    title: text('设立大会纪要', 'Founding minutes'),
    step: 'assembly',
    missing: needsCoop,
    write: foundingMinutes,
  },
  'contribution-list': {
    title: text('出资清单', 'Contribution list'),
    step: 'assembly',
    missing: needsPlan,
    write: contributionList,
  },
  'member-list': {
    title: text('成员名册', 'Member list'),
    step: 'assembly',
    missing: needsPlan,
    write: memberList,
  },
  'registration-application': {
    title: text('设立登记申请信息表', 'Registration data sheet'),
    step: 'registration',
    missing: needsCoop,
    write: application,
  },
  'filing-form': {
    title: text('备案表', 'Filing form'),
    step: 'filing',
    missing: ({ coop }) => (typeof coop?.creditCode === 'string' ? null : NOT_REGISTERED),
    write: filingForm,
  },
  ...LATER_KINDS,
} as const satisfies Record<string, PaperKind>
