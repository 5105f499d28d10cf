import { text } from '../../../../kernel/text.ts'
import type { Process } from '../../model.ts'
import { days, demand, event, line, scan, seat, step, words, yes, yuan } from './words.ts'

/* 入社、退社、除名、解散清算: each has its papers and its clock; the assembly decides, the register follows. */

const ACT = '农民专业合作社法'
const accountant = [seat('accountant', 'coop_accountant')]
const secretary = [seat('secretary', 'village_secretary')]
const CARRIED = ['governance.resolution-carried'] as const
const DONE = ['governance.motion-done'] as const

const applicant = line('name', ['姓名(名称)', 'Name'])

export const ADMISSION: Process = {
  id: 'member-admission',
  title: text('成员入社', 'Admission of a member'),
  purpose: text(
    '书面申请,理事会初审,成员大会或者成员代表大会表决,登记成员册。',
    'Written application, council, vote of the assembly, register.',
  ),
  unit: 'coop',
  openers: [],
  facts: [applicant],
  sources: [`${ACT}第十九、二十、二十四条`],
  steps: [
    step('application', ['书面申请', 'Written application'], {
      after: [],
      seats: accountant,
      form: [
        event('appliedOn', ['申请日期', 'Applied on']),
        words('reason', ['申请理由和拟出资', 'Why, and what is contributed'], { optional: true }),
      ],
      papers: [scan('application', ['入社申请书(签字)', 'Application, signed'])],
      clause: `${ACT}第二十四条`,
    }),
    step('council', ['理事长或理事会审查资格', 'Council looks at qualification'], {
      after: ['application'],
      seats: secretary,
      form: [words('opinion', ['审查意见', 'Opinion'])],
      due: days(15),
      clause: `${ACT}第十九、二十四条`,
    }),
    step('assembly', ['成员大会表决', 'Vote of the assembly'], {
      after: ['council'],
      seats: accountant,
      evidence: [...CARRIED],
      clause: `${ACT}第二十四条`,
    }),
    step('register', ['登记成员册', 'Entered in the register'], {
      after: ['assembly'],
      seats: accountant,
      evidence: [...DONE],
      due: days(30),
      clause: `${ACT}第十九条`,
    }),
  ],
}

export const EXIT: Process = {
  id: 'member-exit',
  title: text('成员退社', 'A member leaves'),
  purpose: text(
    '书面提出,会计年度终了时资格终止,结算退还出资额和公积金份额。',
    'Written notice, membership ends with the accounting year, what is due is settled and paid back.',
  ),
  unit: 'coop',
  openers: [],
  facts: [
    applicant,
    { kind: 'day', key: 'noticeOn', title: text('提出日期', 'Notice on'), event: false },
    { kind: 'day', key: 'endsOn', title: text('资格终止日', 'Membership ends'), event: false },
  ],
  sources: [`${ACT}第二十五、二十七、二十八条`, '山东省农民专业合作社条例第二十二条'],
  steps: [
    step('notice', ['收到退社申请', 'Notice received'], {
      after: [],
      seats: accountant,
      papers: [scan('notice', ['退社申请书(签字)', 'Notice, signed'])],
      clause: `${ACT}第二十五条`,
    }),
    step('settlement', ['退社结算', 'Settlement'], {
      after: ['notice'],
      seats: accountant,
      form: [
        yes('grantsKept', ['国家财政补助份额未退还', 'Grant shares stay']),
      ],
      papers: [scan('settlement', ['退社结算单(成员签字)', 'Settlement, signed'])],
      demands: [
        demand('EXIT-REFUND', '山东省农民专业合作社条例第二十二条', {
          test: { kind: 'is', value: 'grantsKept', equals: true },
          text: ['国家财政补助形成的份额不退还', 'Shares made of state grants are not refunded'],
        }),
      ],
      clause: `${ACT}第二十八条`,
    }),
    step('register', ['年度终了,登记成员册', 'Year ended, entered in the register'], {
      after: ['settlement'],
      seats: accountant,
      evidence: [...DONE],
      clause: `${ACT}第二十五条`,
    }),
  ],
}

export const EXPULSION: Process = {
  id: 'member-expulsion',
  title: text('成员除名', 'Expulsion of a member'),
  purpose: text(
    '列明事实,给成员陈述意见的机会,成员大会表决,通知本人。',
    'The grounds, a hearing, the vote of the assembly, word to the member.',
  ),
  unit: 'coop',
  openers: [],
  facts: [applicant, words('grounds', ['事由', 'Grounds'])],
  sources: [`${ACT}第二十六、二十八条`],
  steps: [
    step('grounds', ['告知事由', 'Grounds told'], {
      after: [],
      seats: secretary,
      form: [event('toldOn', ['告知本人日期', 'Told on'])],
      papers: [scan('told', ['告知书(签收)', 'Letter, receipted'])],
      clause: `${ACT}第二十六条`,
    }),
    step('hearing', ['听取陈述', 'Hearing'], {
      after: ['grounds'],
      seats: secretary,
      form: [
        event('heardOn', ['听取日期', 'Heard on']),
        yes('heard', ['已给予陈述意见的机会', 'An opportunity to be heard was given']),
        words('statement', ['本人陈述', 'What the member said']),
      ],
      papers: [scan('hearing', ['陈述意见记录(签字)', 'Record of the hearing, signed'])],
      demands: [
        demand('EXPEL-HEAR', `${ACT}第二十六条`, {
          test: { kind: 'is', value: 'heard', equals: true },
          text: ['除名前须给予陈述意见的机会', 'Nobody is expelled without a hearing'],
        }),
      ],
      clause: `${ACT}第二十六条`,
    }),
    step('assembly', ['成员大会表决', 'Vote of the assembly'], {
      after: ['hearing'],
      seats: accountant,
      evidence: [...CARRIED],
      clause: `${ACT}第二十六条`,
    }),
    step('register', ['年度终了,结算并登记成员册', 'Year ended, settled and entered'], {
      after: ['assembly'],
      seats: accountant,
      papers: [scan('settlement', ['结算单', 'Settlement'])],
      evidence: [...DONE],
      clause: `${ACT}第二十六、二十八条`,
    }),
  ],
}

export const DISSOLUTION: Process = {
  id: 'coop-dissolution',
  title: text('解散和清算', 'Dissolution and liquidation'),
  purpose: text(
    '决议解散,十五日内成立清算组,十日内通知、六十日内公告,债权申报期满后清算,财政补助财产不分配。',
    'Resolution, liquidation group within 15 days, notice in 10, publication in 60, claims, plan, no grant property to members.',
  ),
  unit: 'coop',
  openers: [],
  facts: [words('grounds', ['解散事由', 'Cause'])],
  sources: [`${ACT}第四十八至五十五条`],
  steps: [
    step('decision', ['成员大会决议解散', 'The assembly resolves'], {
      after: [],
      seats: accountant,
      evidence: [...CARRIED],
      clause: `${ACT}第三十、四十八条`,
    }),
    step('group', ['成立清算组', 'Liquidation group formed'], {
      after: ['decision'],
      seats: accountant,
      form: [
        event('formedOn', ['成立日期', 'Formed on']),
        words('members', ['清算组成员', 'Its members']),
      ],
      due: days(15, { from: 'decision' }),
      escalate: 'town_station',
      clause: `${ACT}第四十八条`,
    }),
    step('notice', ['通知成员和债权人', 'Members and creditors told'], {
      after: ['group'],
      seats: accountant,
      form: [event('toldOn', ['通知日期', 'Told on'])],
      papers: [scan('notices', ['通知回执', 'Receipts'])],
      due: days(10, { from: 'group' }),
      escalate: 'town_station',
      clause: `${ACT}第五十条`,
    }),
    step('publication', ['公告', 'Published'], {
      after: ['group'],
      seats: accountant,
      form: [
        event('publishedOn', ['公告日期', 'Published on']),
        line('paper', ['报纸或信用信息公示系统', 'Newspaper, or the credit system']),
      ],
      papers: [scan('publication', ['公告样张', 'The publication'])],
      due: days(60, { from: 'group' }),
      escalate: 'town_station',
      clause: `${ACT}第五十条`,
    }),
    step('claims', ['债权申报期满', 'Time for claims is over'], {
      after: ['notice', 'publication'],
      seats: accountant,
      form: [words('claims', ['申报的债权', 'Claims'])],
      wait: days(45, { from: 'publication' }),
      clause: `${ACT}第五十条`,
    }),
    step('plan', ['清算方案', 'Liquidation plan'], {
      after: ['claims'],
      seats: accountant,
      form: [
        yuan('wages', ['职工工资和社会保险(元)', 'Wages and social insurance']),
        yuan('taxes', ['税款(元)', 'Taxes']),
        yuan('debts', ['债务(元)', 'Debts']),
        yuan('grants', ['国家财政补助形成的财产(元)', 'Property made of state grants']),
        yes('grantsKept', ['财政补助形成的财产未列入分配', 'It is not divided among members']),
        line('resolution', ['通过方案的决议编号', 'Resolution that passed the plan']),
      ],
      papers: [scan('plan', ['清算方案和决议(签字)', 'Plan and resolution, signed'])],
      demands: [
        demand('LIQ-GRANT', `${ACT}第五十三条`, {
          test: { kind: 'is', value: 'grantsKept', equals: true },
          text: [
            '国家财政直接补助形成的财产不得分配给成员',
            'Property made of direct state grants is not divided among members',
          ],
        }),
      ],
      clause: `${ACT}第五十二、五十三条`,
    }),
    step('end', ['清算结束,申请注销', 'Liquidated, struck off'], {
      after: ['plan'],
      seats: [seat('station', 'town_station')],
      form: [event('endedOn', ['清算结束日期', 'Ended on'])],
      papers: [scan('report', ['清算报告', 'Report'])],
      apart: ['plan'],
      clause: `${ACT}第五十二条`,
    }),
  ],
}
