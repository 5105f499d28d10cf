import type { Field, Step } from '../../model.ts'
import {
  atLeast,
  count,
  days,
  demand,
  event,
  moreThan,
  scan,
  seat,
  step,
  words,
} from './words.ts'

/* The steps of a route: which of them a case takes, its fact `organs` says. Used by spending and contracts. */

const CUSTOM = '合作社章程;县支出审批权限表'
const ACT_30 = '农民专业合作社法(2017年修订)第三十条'
const ORGANIC = '村民委员会组织法第二十六条'

const asked = (item: string) => ({ kind: 'includes' as const, value: 'case.organs', item })

const held: readonly Field[] = [
  event('heldOn', ['开会日期', 'Held on']),
  count('expected', ['应到人数', 'Who should attend']),
  count('present', ['实到人数', 'Attended']),
  count('agree', ['同意人数', 'In favour']),
  words('decision', ['决定内容', 'What was decided']),
]

/** A body that met and was written down by the secretary, with the signed minutes. */
const met = (key: string, organ: string, title: readonly [string, string], more: Partial<Step>) =>
  step(key, title, {
    after: [],
    seats: [seat('secretary', 'village_secretary')],
    form: held,
    papers: [scan('minutes', ['会议记录(已签字)', 'Minutes, signed'])],
    when: asked(organ),
    demands: [
      demand('ORGAN-MAJORITY', CUSTOM, {
        test: moreThan('agree', '1/2', 'present'),
        text: ['须到会人员过半数同意', 'More than half of those present must agree'],
      }),
    ],
    escalate: 'town_station',
    clause: CUSTOM,
    ...more,
  })

const assembly = step('assembly', ['成员(代表)大会决议', 'The assembly resolves'], {
  after: [],
  seats: [seat('secretary', 'village_secretary')],
  form: [
    event('heldOn', ['开会日期', 'Held on']),
    count('members', ['成员(代表)总数', 'All members or delegates']),
    count('present', ['出席人数', 'Attended']),
    count('votes', ['表决权总数', 'All votes']),
    count('yes', ['赞成票数', 'Votes in favour']),
    words('decision', ['决议内容', 'Resolution']),
  ],
  papers: [scan('resolution', ['大会决议(已签字)', 'Resolution, signed'])],
  when: asked('assembly'),
  demands: [
    demand('VOTE-QUORUM', ACT_30, {
      test: atLeast('present', '2/3', 'members'),
      text: ['出席人数须达成员总数三分之二以上', 'Two thirds of the members must attend'],
    }),
    demand('VOTE-ORD', ACT_30, {
      test: moreThan('yes', '1/2', 'votes'),
      text: ['须表决权总数过半通过', 'More than half of all votes must be in favour'],
    }),
  ],
  escalate: 'town_station',
  clause: ACT_30,
})

const chair = step('chair', ['理事长审批', 'The chair decides'], {
  after: [],
  kind: 'approval',
  // What the chair asks for the supervisors countersign: nobody approves what they asked for themselves.
  seats: [seat('chair', 'village_secretary'), seat('countersign', 'supervisory_board')],
  signers: 1,
  when: asked('chair'),
  due: days(3, { working: true }),
  apart: ['open'],
  clause: CUSTOM,
})

const council = met('council', 'council', ['理事会决定', 'The council decides'], {})
const committees = met('committees', 'two_committees', ['村“两委”会商议', 'The two committees'], {})
const representatives = met(
  'representatives',
  'representatives',
  ['村民代表会议决议', 'Villagers’ representatives decide'],
  {
    demands: [
      demand('4D-REP-PRESENT', ORGANIC, {
        test: atLeast('present', '2/3', 'expected'),
        text: ['到会村民代表须达三分之二', 'Two thirds of the representatives must attend'],
      }),
      demand('4D-REP-AGREE', ORGANIC, {
        test: moreThan('agree', '1/2', 'present'),
        text: ['须到会代表过半数同意', 'More than half of those present must agree'],
      }),
    ],
    clause: ORGANIC,
  },
)

const supervisors = step('supervisors', ['监事会意见', 'Opinion of the supervisors'], {
  after: [],
  kind: 'opinion',
  seats: [seat('board', 'supervisory_board')],
  when: asked('supervisors'),
  due: days(3, { working: true }),
  apart: ['open', 'chair'],
  clause: '农民专业合作社法(2017年修订)第三十三条',
})

/** The desk above the co-op that looks into it, then the committee, then the county. */
const above = (evidence: readonly string[]): readonly Step[] => [
  step('station', ['乡镇经管站审核', 'The station looks into it'], {
    after: [],
    kind: 'approval',
    seats: [seat('station', 'town_station')],
    when: asked('town_station'),
    due: days(3, { working: true }),
    evidence,
    apart: ['open'],
    escalate: 'town_secretary',
    clause: '财农〔2021〕121号第七条',
  }),
  step('party', ['乡镇(街道)党(工)委审批', 'The town Party committee approves'], {
    after: [],
    kind: 'approval',
    seats: [seat('secretary', 'town_secretary')],
    when: asked('town_party_committee'),
    due: days(5, { working: true }),
    apart: ['open', 'station'],
    escalate: 'county_agriculture',
    clause: '《一着妙棋活全盘》(沂水县农业农村局,2020-11-30)',
  }),
  step('county', ['县农业农村局审批', 'The county desk approves'], {
    after: [],
    kind: 'approval',
    seats: [seat('county', 'county_agriculture')],
    when: asked('county'),
    due: days(5, { working: true }),
    apart: ['open', 'station', 'party'],
    clause: CUSTOM,
  }),
]

/** Steps one after the other, each waiting for all before it. */
const inTurn = (steps: readonly Step[]): Step[] =>
  steps.map((one, i) => ({ ...one, after: i === 0 ? [] : [steps[i - 1]?.key ?? ''] }))

/** The whole route; `evidence` is what the station must see proved, `last` comes after all organs. */
export const routeSteps = (evidence: readonly string[], last: readonly Step[] = []): Step[] =>
  inTurn([
    chair,
    council,
    assembly,
    committees,
    representatives,
    supervisors,
    ...above(evidence),
    ...last,
  ])
