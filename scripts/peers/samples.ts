import { must } from '../../src/kernel/assert.ts'
import { dutySamples } from './duty-samples.ts'
import { supportSamples } from './support-samples.ts'

/* Which papers the peers are asked to open: of the demonstration county, found by the product's own lists. */

/** Calls a verb of the county. */
export type Ask = <R>(verb: string, input: unknown) => Promise<R>

export interface Sample {
  readonly input: Readonly<Record<string, unknown>>
  /** Words and figures that must stand on the paper. */
  readonly words: readonly string[]
}

type Rows<R> = { readonly rows: readonly R[] }
type Coop = { readonly coopId: string; readonly coopName: string }

const first = <R>({ rows }: Rows<R>, what: string): R => must(rows[0], what)

/** 12600.00 as papers write it: 12,600.00. */
const figure = (yuan: string): string => {
  const [whole = '', cents = '00'] = yuan.split('.')
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

const REGISTERS = ['contracts', 'risks'] as const

const countyUnit = async (ask: Ask): Promise<string> => {
  const { nodes } = await ask<{ nodes: readonly { id: string; parentId: string | null }[] }>(
    'divisionTree',
    {},
  )
  return must(nodes[0], 'the county').parentId ?? must(nodes[0], 'the county').id
}

interface Request extends Coop {
  readonly requestId: string
  readonly payee: string
  readonly amount: string
  readonly quotes: number
}
interface Contract extends Coop {
  readonly contractId: string
  readonly title: string
  readonly amount: string
}
interface Assessment extends Coop {
  readonly assessmentId: string
  readonly title: string
  readonly exposure: string
}

interface Message {
  readonly messageId: string
  readonly unitId: string
  readonly recipient: string
}
interface Problem {
  readonly problemId: string
  readonly number: string
  readonly title: string
  readonly stage: string
}

const problems = async (ask: Ask): Promise<readonly Problem[]> =>
  (await ask<Rows<Problem>>('listProblems', { state: 'all', limit: 100 })).rows

async function spendingPapers(ask: Ask): Promise<Sample[]> {
  const requests = (await ask<Rows<Request>>('listSpending', { limit: 50 })).rows
  const contracts = (await ask<Rows<Contract>>('listContracts', { limit: 50 })).rows
  const risks = (await ask<Rows<Assessment>>('listRiskAssessments', { limit: 50 })).rows
  const quoted: Sample[] = []
  for (const { coopId, requestId, coopName } of requests) {
    const { quotes } = await ask<{ quotes: readonly { supplier: string; amount: string }[] }>(
      'readSpending',
      { coopId, requestId },
    )
    const [quote] = quotes
    if (quote === undefined) continue
    const words = ['比价表', coopName, quote.supplier, figure(quote.amount)]
    quoted.push({ input: { coopId, paper: 'quotes', subjectId: requestId }, words })
  }
  return [
    ...requests.map(({ coopId, requestId, coopName, payee, amount }) => ({
      input: { coopId, paper: 'request', subjectId: requestId },
      words: ['支出审批单', coopName, payee, figure(amount), '审计链'],
    })),
    ...contracts.map(({ coopId, contractId, title, amount }) => ({
      input: { coopId, paper: 'contract', subjectId: contractId },
      words: ['经济合同审批表', title, figure(amount), '关联核对'],
    })),
    ...risks.map(({ coopId, assessmentId, title, exposure }) => ({
      input: { coopId, paper: 'risk', subjectId: assessmentId },
      words: ['项目风险评估表', title, figure(exposure), '集体资产损失风险'],
    })),
    ...quoted,
  ]
}

async function spendingRegisters(ask: Ask): Promise<Sample[]> {
  const unitId = await countyUnit(ask)
  const contract = first(await ask<Rows<Contract>>('listContracts', { limit: 1 }), 'a contract')
  const risk = first(await ask<Rows<{ title: string }>>('listRisks', { limit: 1 }), 'a risk')
  const words = {
    contracts: ['经济合同台账', contract.title.slice(0, 4), figure(contract.amount)],
    risks: ['项目风险台账', risk.title],
  }
  return REGISTERS.map((register) => ({ input: { unitId, register }, words: words[register] }))
}

/** A co-op whose surplus of 2019 was divided, with the plan in the books. */
async function divided(ask: Ask): Promise<{ coopId: string; year: number; words: string[] }> {
  const { rows } = await ask<Rows<Coop & { readonly state: string }>>('listDistributions', {
    year: 2019,
    limit: 500,
  })
  const row = must(
    rows.find(({ state }) => ['posted', 'paying', 'paid'].includes(state)),
    'a distribution in the books',
  )
  return { coopId: row.coopId, year: 2019, words: [row.coopName] }
}

const ofDivided = async (ask: Ask): Promise<Sample[]> => {
  const { words, ...input } = await divided(ask)
  return [{ input, words }]
}

async function bookCoop(ask: Ask): Promise<{ id: string; name: string }> {
  const { coopId, words } = await divided(ask)
  return { id: coopId, name: must(words[0], 'the name of a co-op') }
}

const STATEMENTS = ['01', '02', '03', 'notes', 'trial-balance', 'income'] as const

interface Step {
  readonly key: string
  readonly papers: readonly { readonly kind: string; readonly source: string }[]
}

/** The sheets that cases of village matters print: the six-sheet form among them. */
async function casePapers(ask: Ask): Promise<Sample[]> {
  const { rows } = await ask<Rows<{ caseId: string; title: string }>>('listCases', {
    process: 'four-discussions',
    limit: 20,
  })
  const found = must(rows[0], 'a case')
  const { process } = await ask<{ process: { steps: readonly Step[] } }>('readCase', {
    caseId: found.caseId,
  })
  return process.steps.flatMap(({ key, papers }) =>
    papers
      .filter(({ source }) => source === 'form')
      .map(({ kind }) => ({
        input: { caseId: found.caseId, step: key, kind },
        words: [found.title, '依据'],
      })),
  )
}

interface Meeting extends Coop {
  readonly meetingId: string
  readonly state: string
}
interface Matter {
  readonly matterId: string
  readonly title: string
}

/** Each paper of meetings, from the first meeting that can print it. */
async function meetingPapers(ask: Ask): Promise<Sample[]> {
  const listed = await ask<Rows<Meeting>>('listMeetings', { limit: 100 })
  // Those that are over have most to tell.
  const rows = listed.rows.toSorted(
    (a, b) => Number(b.state === 'closed') - Number(a.state === 'closed'),
  )
  const samples = new Map<string, Sample>()
  const attempt = async (sample: Sample): Promise<void> => {
    const paper = String(sample.input['paper'])
    if (samples.has(paper)) return
    try {
      await ask('printMeeting', sample.input)
      samples.set(paper, sample)
    } catch {
      // This meeting has no such paper yet: another may.
    }
  }
  for (const { meetingId, coopName } of rows) {
    const { agenda } = await ask<{ agenda: readonly Matter[] }>('readMeeting', { meetingId })
    for (const paper of ['notice', 'sign-in', 'minutes']) {
      await attempt({ input: { meetingId, paper }, words: [coopName] })
    }
    for (const { matterId, title: matter } of agenda) {
      for (const paper of ['counting', 'resolution', 'ballots']) {
        await attempt({ input: { meetingId, matterId, paper }, words: [matter] })
      }
    }
  }
  return [...samples.values()]
}

interface Founding {
  readonly projectId: string
}

async function foundings(ask: Ask): Promise<readonly Founding[]> {
  return (await ask<Rows<Founding>>('listFoundings', { state: 'all', limit: 100 })).rows
}

/** Each paper of a founding, from the first project that has what it needs. */
async function foundingPapers(ask: Ask): Promise<Sample[]> {
  const samples = new Map<string, Sample>()
  for (const { projectId } of await foundings(ask)) {
    const { papers } = await ask<{
      papers: readonly { kind: string; missing: unknown; title: { zh: string } }[]
    }>('readFounding', { projectId })
    for (const { kind, missing, title } of papers) {
      if (missing !== null || samples.has(kind)) continue
      samples.set(kind, { input: { projectId, kind }, words: [title.zh] })
    }
  }
  return [...samples.values()]
}

/** A co-op whose list of those who benefit from assistance shares of 2019 is approved. */
async function assistanceLists(ask: Ask): Promise<Sample[]> {
  const { rows } = await ask<Rows<Coop & { readonly listed: number }>>('listAssistancePayments', {
    year: 2019,
    limit: 100,
  })
  const row = must(
    rows.find(({ listed }) => listed > 0),
    'an approved list',
  )
  return [{ input: { coopId: row.coopId, year: 2019 }, words: [row.coopName, '签领'] }]
}

/** A co-op with a running plan of its class. */
async function classPlans(ask: Ask): Promise<Sample[]> {
  const { rows } = await ask<Rows<{ coop: { id: string; name: string }; what: string }>>(
    'listClassTasks',
    { limit: 1 },
  )
  return rows.map(({ coop, what }) => ({
    input: { coopId: coop.id },
    words: [coop.name, what.slice(0, 8)],
  }))
}

/** The notice of a problem on its way, the reply of one that was mended. */
async function problemPapers(ask: Ask): Promise<Sample[]> {
  const papers = []
  for (const kind of ['notice', 'reply'] as const) {
    const found = (await problems(ask)).find(({ stage }) =>
      kind === 'reply' ? stage === 'closed' : stage !== 'draft' && stage !== 'review',
    )
    const { problemId, number, title } = must(found, `a problem with its ${kind}`)
    papers.push({ input: { problemId, kind }, words: [number, title] })
  }
  return papers
}

/** The three accounts of a household, kept in a mobilisation. */
async function accounts(ask: Ask): Promise<Sample[]> {
  for (const { projectId } of await foundings(ask)) {
    const { rows } = await ask<{
      rows: readonly { headName: string; account: { id: string } | null }[]
    }>('readMobilisation', { projectId })
    const found = rows.find(({ account }) => account !== null)
    if (found?.account === undefined || found.account === null) continue
    return [{ input: { projectId, accountId: found.account.id }, words: [found.headName] }]
  }
  return []
}

interface Contest {
  readonly contestId: string
  readonly number: string
  readonly title: string
  readonly state: string
}

interface AssessmentRun {
  readonly runId: string
  readonly kind: string
  readonly number: string
  readonly unitId: string
}

/** The latest assessment of towns and of secretaries. */
async function assessments(ask: Ask): Promise<readonly AssessmentRun[]> {
  const unitId = await countyUnit(ask)
  const { rows } = await ask<Rows<Omit<AssessmentRun, 'unitId'>>>('listAssessments', { unitId })
  const kinds = [...new Set(rows.map(({ kind }) => kind))]
  return kinds.flatMap((kind) => {
    const found = rows.find((row) => row.kind === kind)
    return found === undefined ? [] : [{ ...found, unitId }]
  })
}

interface AssessmentRow {
  readonly subjectId: string
  readonly unit: { readonly id: string; readonly name: string }
  readonly pointsText: string
}

async function assessmentSheets(ask: Ask): Promise<Sample[]> {
  const samples: Sample[] = []
  for (const { runId, unitId } of await assessments(ask)) {
    const { rows } = await ask<Rows<AssessmentRow>>('readAssessment', { unitId, runId })
    const { subjectId, unit, pointsText } = must(rows[0], 'somebody who is assessed')
    for (const paper of ['sheet', 'notice']) {
      const input = { unitId: unit.id, subjectId, paper }
      samples.push({ input, words: [unit.name, pointsText] })
    }
  }
  return samples
}

const contestPapers =
  (states: readonly string[], word: string) =>
  async (ask: Ask): Promise<Sample[]> => {
    const { rows } = await ask<Rows<Contest>>('listContests', { limit: 20 })
    return rows
      .filter(({ state }) => states.includes(state))
      .map(({ contestId, title }) => ({ input: { contestId }, words: [word, title] }))
  }

async function awardPapers(ask: Ask): Promise<Sample[]> {
  const { rows } = await ask<Rows<{ awardId: string; unit: { id: string; name: string } }>>(
    'listAwards',
    { limit: 3 },
  )
  return rows.map(({ awardId, unit }) => ({
    input: { unitId: unit.id, awardId },
    words: ['证书', unit.name],
  }))
}

/** What a peer is asked to open, by the verb that prints it. */
export const SAMPLES: Readonly<Record<string, (ask: Ask) => Promise<Sample[]>>> = {
  printSpendingPaper: spendingPapers,
  printSpendingRegister: spendingRegisters,
  printLimits: () =>
    Promise.resolve([{ input: {}, words: ['支出审批权限表', '10,000.00', '锁定过账'] }]),
  printHandbook: () => Promise.resolve([{ input: {}, words: ['支出审批', '四议两公开'] }]),
  printCasePaper: casePapers,
  printMeeting: meetingPapers,
  printCharter: async (ask) => {
    const { rows } = await ask<Rows<Coop>>('listMeetings', { limit: 1 })
    return rows.map(({ coopId, coopName }) => ({ input: { coopId }, words: [coopName, '第一章'] }))
  },
  printFoundingPaper: foundingPapers,
  printWishSheets: async (ask) =>
    (await foundings(ask))
      .slice(0, 1)
      .map(({ projectId }) => ({ input: { projectId }, words: ['意愿'] })),
  printAccount: accounts,
  printPlan: ofDivided,
  printSignList: ofDivided,
  printSlips: ofDivided,
  printBankReconciliation: async (ask) => {
    const { id: coopId, name } = await bookCoop(ask)
    return [{ input: { coopId, account: '102', on: '2020-09-30' }, words: [name, '余额调节表'] }]
  },
  statementFile: async (ask) => {
    const { id: coopId, name } = await bookCoop(ask)
    const { rows } = await ask<Rows<{ holderId: string; name: string }>>('listMembers', {
      coopId,
      limit: 1,
    })
    const member = must(rows[0], 'a member')
    const words = [name]
    return [
      ...STATEMENTS.map((form) => ({ input: { coopId, form, period: '2019' }, words })),
      {
        input: { coopId, form: 'member-account', period: '2019', memberId: member.holderId },
        words: [name, member.name],
      },
    ]
  },
  ledgerPageFile: async (ask) => {
    const { id: coopId, name } = await bookCoop(ask)
    const input = { coopId, account: '102', from: 202001, to: 202009 }
    return [{ input, words: [name, '银行存款'] }]
  },
  printScoreSheet: contestPapers(['draft', 'open', 'scored', 'closed', 'published'], '评分表'),
  printContestResult: contestPapers(['closed', 'published'], '结果'),
  printAward: awardPapers,
  printMessages: async (ask) => {
    const { rows } = await ask<Rows<Message>>('listMessages', { limit: 1 })
    return rows.map(({ messageId, unitId, recipient }) => ({
      input: { unitId, messageIds: [messageId] },
      words: [recipient],
    }))
  },
  printProblemPaper: problemPapers,
  printPlate: async (ask) => {
    const { rows } = await ask<Rows<{ problemId: string; plate: string | null; problem: string }>>(
      'listListings',
      {},
    )
    return rows.flatMap(({ problemId, plate, problem }) =>
      plate === null ? [] : [{ input: { problemId }, words: [plate, problem] }],
    )
  },
  printAssistanceSignList: assistanceLists,
  printClassPlan: classPlans,
  printProblemList: async (ask) => {
    const problem = (await problems(ask)).find(({ stage }) => stage !== 'closed')
    const unitId = await countyUnit(ask)
    return [{ input: { unitId }, words: ['问题清单', must(problem, 'a problem').number] }]
  },
  printReport: async (ask) => {
    const { rows } = await ask<Rows<{ reportId: string }>>('listReports', {})
    return rows.map(({ reportId }) => ({ input: { reportId }, words: ['合作社'] }))
  },
  printAssessmentSheet: assessmentSheets,
  printAssessmentList: async (ask) =>
    (await assessments(ask)).map(({ runId, number, unitId }) => ({
      input: { unitId, runId },
      words: [number, '结果表'],
    })),
  ...supportSamples(countyUnit),
  ...dutySamples(countyUnit),
  printHelpRoster: async (ask) => [
    { input: { unitId: await countyUnit(ask) }, words: ['联系帮包', '县级领导'] },
  ],
  printPostingReport: async (ask) => {
    const { rows } = await ask<
      Rows<{ postingId: string; name: string; village: { id: string; name: string } }>
    >('listPostings', { standing: 'now', limit: 1 })
    const { postingId, name, village } = must(rows[0], 'a posting')
    const input = { villageId: village.id, postingId, month: '2020-11' }
    return [{ input, words: ['驻村帮扶工作月报', name, village.name] }]
  },
  printPromiseBoard: async (ask) => {
    const { rows } = await ask<Rows<{ what: string; village: { id: string } }>>('listPromises', {
      state: 'published',
      limit: 1,
    })
    const { what, village } = must(rows[0], 'a promise')
    const words = ['公示栏', what.slice(0, 6)]
    return [
      { input: { villageId: village.id }, words },
      { input: { villageId: village.id, size: 'A3' }, words },
    ]
  },
  printVisitLog: async (ask) => [
    {
      input: { unitId: await countyUnit(ask), from: '2020-01-01', to: '2020-11-30' },
      words: ['走访'],
    },
  ],
  printShowcase: async (ask) => {
    const { rows } = await ask<
      Rows<{ showcaseId: string; unit: { id: string }; title: string; number: string | null }>
    >('listShowcases', { state: 'published' })
    return rows.map(({ showcaseId, unit, title, number }) => ({
      input: { unitId: unit.id, showcaseId },
      // A long title stands on two lines, with the number of the code beside them.
      words: [title.slice(0, 5), number ?? '', '数字来源'],
    }))
  },
  rollUpFile: async (ask) => {
    const unitId = await countyUnit(ask)
    const input = (form: string) => ({ unitId, form, period: '2019' })
    return ['01', '02', '03'].map((form) => ({ input: input(form), words: ['汇总'] }))
  },
}
