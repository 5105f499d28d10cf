import { describe, expect, test } from 'vitest'
import { refusalOf } from '../policy/testing.ts'
import { photo, quotes, signThrough, spendingWorld } from './testing.ts'

const world = await spendingWorld()
const { as, run, coopId, people, db } = world

interface Saved {
  readonly contractId: string
  readonly number: string
  readonly version: number
  readonly ties: readonly {
    readonly kind: string
    readonly certain: boolean
    readonly name: string
  }[]
  readonly steps: readonly { readonly organ: string }[]
}
const partner = (name: string, more: object = {}) => ({
  name,
  creditCode: '91371323MA3C000000',
  ...more,
})
const contract = (more: object = {}) => ({
  coopId,
  title: '大棚建设合同',
  kind: 'construction',
  direction: 'pays',
  partner: partner('某建筑公司'),
  amount: '80000',
  priceBasis: '三家报价取最低',
  startsOn: '2020-12-01',
  expiresOn: '2021-01-10',
  schedule: [
    { kind: 'payment', dueOn: '2020-12-10', amount: '30000', text: '预付款' },
    { kind: 'performance', dueOn: '2020-12-20', text: '完工' },
    { kind: 'payment', dueOn: '2021-01-05', amount: '50000', text: '尾款' },
  ],
  quotes: quotes('80000'),
  ...more,
})
const save = (more: object = {}, who = '会计') => as<Saved>(who, 'saveContract', contract(more))
const read = (contractId: string) =>
  as<Record<string, unknown> & { schedule: { done: boolean; overdue: boolean }[] }>(
    '站长',
    'readContract',
    { coopId, contractId },
  )

describe('a contract', () => {
  test('is approved whatever its amount, signed with its scan, filed, and then in force', async () => {
    const { contractId, steps, number } = await save()
    expect(number).toMatch(/^合〔2020〕\d+号$/)
    expect(steps.map(({ organ }) => organ)).toEqual([
      'assembly',
      'town_station',
      'town_party_committee',
    ])
    expect(await read(contractId)).toMatchObject({ state: 'draft' })
    const submit = () => as<{ caseId: string }>('会计', 'submitContract', { coopId, contractId })
    const { caseId } = await submit()
    expect((await refusalOf(submit())).code).toBe('not_allowed_now')
    expect(await read(contractId)).toMatchObject({ state: 'approving', signedOn: null })
    expect((await refusalOf(save({ contractId, reason: '改价' }))).code).toBe('not_allowed_now')
    const atSigning = await signThrough(as, caseId, 'sign')
    expect(atSigning.state).toBe('running')
    const unsigned = as('会计', 'signStep', {
      caseId,
      step: 'sign',
      values: { signedOn: '2020-11-30' },
    })
    expect((await refusalOf(unsigned)).text.zh).toContain('已签订的合同')
    await signThrough(as, caseId)
    expect(await read(contractId)).toMatchObject({
      state: 'in_force',
      signedOn: '2020-11-30',
      expiresIn: 41,
      partnerFacts: { creditCode: '91371323MA3C000000' },
    })
  })

  test('keeps its versions: a change is approved anew and says why', async () => {
    const small = { amount: '500', quotes: [], schedule: [], title: '租车', kind: 'service' }
    const { contractId } = await save(small)
    expect((await refusalOf(save({ ...small, contractId }))).faults[0]?.path).toBe('$.reason')
    const changed = await save({ ...small, contractId, amount: '600', reason: '加一天' })
    expect(changed.version).toBe(2)
    const { versions } = await read(contractId)
    expect(versions).toMatchObject([
      { version: 1, amount: '500.00' },
      { version: 2, amount: '600.00', reason: '加一天' },
    ])
    await expect(db.owner.query(`UPDATE coop_contract_version SET amount_fen = 1`)).rejects.toThrow(
      'append-only',
    )
  })

  test('shows what falls due, and takes what happened', async () => {
    const { contractId } = await save({ title: '旧合同', signedOn: '2020-11-01' })
    const due = (days: number) =>
      as<{ rows: { kind: string; title: string; overdue: boolean }[] }>('站长', 'listDue', { days })
    const old = async (days: number) =>
      (await due(days)).rows
        .filter(({ title }) => title.startsWith('旧合同'))
        .map(({ kind }) => kind)
    expect(await old(9)).toEqual([])
    expect(await old(10)).toEqual(['payment'])
    expect(await old(60)).toEqual(['payment', 'performance', 'payment', 'expiry'])
    const record = (more: object) =>
      as('会计', 'recordContract', {
        coopId,
        contractId,
        kind: 'payment',
        onDate: '2020-11-30',
        ...more,
      })
    expect((await refusalOf(record({}))).faults[0]?.path).toBe('$.amount')
    expect((await refusalOf(record({ amount: '1', line: 1 }))).faults[0]?.path).toBe('$.line')
    await record({ amount: '30000', line: 0, papers: [photo('回单.jpg', 'slip')] })
    expect((await read(contractId)).schedule.map(({ done }) => done)).toEqual([true, false, false])
    await as('会计', 'endContract', {
      coopId,
      contractId,
      onDate: '2020-11-30',
      reason: '双方协商解除',
    })
    expect(await read(contractId)).toMatchObject({ state: 'ended', endReason: '双方协商解除' })
    expect((await refusalOf(record({ amount: '1' }))).code).toBe('not_allowed_now')
  })

  test('signed after approvals came into use is not taken in as it stands', async () => {
    const late = await refusalOf(save({ signedOn: '2020-11-30' }))
    expect(late.faults.map(({ path }) => path)).toEqual(['$.signedOn'])
  })

  test('with somebody nothing identifies is not passed by the station', async () => {
    const { contractId } = await save({
      title: '无名合同',
      partner: { name: '路边店' },
      amount: '900',
      quotes: [],
      schedule: [],
    })
    const { caseId } = await as<{ caseId: string }>('会计', 'submitContract', {
      coopId,
      contractId,
    })
    const stopped = await refusalOf(signThrough(as, caseId))
    expect(stopped.text.zh).toContain('无法核对关联')
  })
})

describe('the check for ties', () => {
  const [chair = '', kin = ''] = people.personIds
  test('finds the chair by telephone, account and ID number, and kin by linked group', async () => {
    await run('changeCooperative', {
      coopId,
      from: '2020-11-01',
      reason: '选举',
      changes: { chairPersonId: chair },
    })
    const phone = (personId: string, number: string) =>
      run('changePerson', { personId, reason: '登记电话', changes: { phone: number } })
    await phone(chair, '15400001111')
    await phone(kin, '15400002222')
    await run('registerLinkedGroups', {
      unitId: world.ids.villageA,
      groups: [
        {
          name: '一家',
          kind: 'kin',
          evidence: '户口簿',
          from: '2020-01-01',
          personIds: [chair, kin],
        },
      ],
    })
    const direct = await save({ partner: partner('某店一', { phone: '154 0000 1111' }) })
    expect(direct.ties.map(({ kind, certain }) => [kind, certain])).toContainEqual(['phone', true])
    const linked = await save({ partner: partner('某店二', { phone: '15400002222' }) })
    expect(linked.ties.map(({ kind }) => kind)).toContain('linked_group')
    const none = await save({ partner: partner('某店三', { phone: '15400003333' }) })
    expect(none.ties).toEqual([])
    const shared = await save({ partner: partner('某店四', { phone: '15400003333' }) })
    expect(shared.ties.map(({ kind, name }) => [kind, name])).toEqual([
      ['shared_contact', '某店三'],
    ])
  })

  test('gives telephone and account masked, and keeps them sealed', async () => {
    const { contractId } = await save({
      partner: partner('某店五', { phone: '15400009999', account: '6222000011112222' }),
    })
    expect(await read(contractId)).toMatchObject({
      partnerFacts: { phone: '154****9999', account: '****2222' },
    })
    // A change that leaves them empty does not take them away.
    await save({ contractId, partner: partner('某店五'), reason: '改条款' })
    expect(await read(contractId)).toMatchObject({
      partnerFacts: { phone: '154****9999', account: '****2222' },
    })
    const { rows } = await db.owner.query<{ all: string }>(
      `SELECT string_agg(p::text, '') AS all FROM spending_partner p`,
    )
    expect(rows[0]?.all).not.toContain('15400009999')
  })
})

describe('risks', () => {
  const factors = (impact: number) =>
    ['market', 'technology', 'funding', 'land', 'policy', 'partner', 'disaster', 'collective'].map(
      (factor) => ({ factor, likelihood: 3, impact, mitigation: '有措施' }),
    )
  const assess = (more: object = {}) =>
    as<{ assessmentId: string; caseId: string; level: string; total: number }>(
      '会计',
      'assessRisk',
      {
        coopId,
        title: '冷库项目',
        factors: factors(1),
        exposure: '200000',
        conclusion: '可行',
        ...more,
      },
    )
  test('are assessed factor by factor; medium ones need what is done about them', async () => {
    const missing = await refusalOf(assess({ factors: factors(1).slice(1) }))
    expect(missing.faults.map(({ path }) => path)).toEqual(['$.factors'])
    const bare = factors(3).map((factor) => ({ ...factor, mitigation: '' }))
    expect((await refusalOf(assess({ factors: bare }))).faults).toHaveLength(8)
    expect(await assess()).toMatchObject({ total: 24, level: 'low' })
  })

  test('are assessed anew when something changes, once, and looked at two years on', async () => {
    const { assessmentId, caseId } = await assess({ title: '大棚项目' })
    const again = () =>
      assess({
        title: '大棚项目',
        previousId: assessmentId,
        reason: '价格下跌',
        factors: factors(5),
      })
    expect((await refusalOf(assess({ previousId: assessmentId }))).faults[0]?.path).toBe('$.reason')
    const second = await again()
    expect(second.level).toBe('high')
    expect((await refusalOf(again())).code).toBe('not_allowed_now')
    const sign = (who: string, step: string) =>
      as(who, 'signStep', { caseId, step, basis: 'guidance', basisText: '县意见' })
    await sign('书记', 'village')
    await sign('站长', 'station')
    await sign('党委', 'party')
    expect(await as('站长', 'readCase', { caseId })).toMatchObject({ state: 'done' })
    const outcome = (of: string) =>
      as('会计', 'recordRiskOutcome', {
        coopId,
        assessmentId: of,
        outcome: 'worse',
        loss: '1000',
        note: '减收',
      })
    expect((await refusalOf(outcome(assessmentId))).code).toBe('not_allowed_now')
    await outcome(second.assessmentId)
    expect((await refusalOf(outcome(second.assessmentId))).code).toBe('conflict')
    const read = await as('站长', 'readRisk', { coopId, assessmentId: second.assessmentId })
    expect(read).toMatchObject({
      outcomeDue: '2022-11-30',
      loss: '1000.00',
      previousId: assessmentId,
    })
    const { rows } = await as<{ rows: { title: string; replaced: boolean }[] }>(
      '县局',
      'listRiskAssessments',
      { level: 'low' },
    )
    expect(rows.find(({ title }) => title === '大棚项目')?.replaced).toBe(true)
  })

  test('have an owner, a day and a status', async () => {
    const item = (more: object = {}) =>
      as<{ itemId: string }>('会计', 'saveRiskItem', {
        coopId,
        factor: 'market',
        title: '苹果价格下跌',
        mitigation: '签订单',
        owner: '张三',
        dueOn: '2020-11-29',
        ...more,
      })
    const { itemId } = await item()
    const list = (who: string) =>
      as<{ overdue: number; rows: { itemId: string; overdue: boolean }[] }>(who, 'listRisks', {})
    expect(await list('站长')).toMatchObject({ overdue: 1, rows: [{ itemId, overdue: true }] })
    expect((await list('邻站')).rows).toEqual([])
    await item({ itemId, status: 'closed', note: '已签' })
    expect(await list('站长')).toMatchObject({ overdue: 0 })
    const { rows } = await as<{ rows: unknown[] }>('站长', 'listContracts', { state: 'in_force' })
    expect(rows.length).toBeGreaterThan(0)
  })
})
