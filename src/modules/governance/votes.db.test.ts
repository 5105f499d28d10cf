import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../platform/audit.ts'
import { invoke } from '../../platform/invoke.ts'
import { refusalOf } from '../policy/testing.ts'
import { type Agenda, governanceWorld, nonce } from './testing.ts'

const world = await governanceWorld()
const { run, as, read, opened, meetingCoop, db } = world

const road: Agenda = { matter: 'other', title: '修一条路' }
const secret: Agenda = { ...road, title: '无记名修路', secret: true }

type Coop = Awaited<ReturnType<typeof meetingCoop>>
const everybody = (coop: Coop, n = 10): string[] =>
  Array.from({ length: n }, (_, i) => coop.holder(i))

/** A meeting with everybody in the room and the vote on its first matter open. */
async function voting(prefix: string, matter: Agenda = road) {
  const coop = await meetingCoop(10, prefix)
  const { meetingId, matters } = await opened(coop.coopId, [matter])
  const [matterId = ''] = matters
  await run('signMembersIn', { meetingId, holderIds: everybody(coop) })
  await run('openVoting', { meetingId, matterId })
  const at = { meetingId, matterId }
  const cast = (i: number, choice: string[], more: object = {}) =>
    as(`${prefix}${i}`, 'castVote', {
      ...at,
      holderId: coop.holder(i),
      choice,
      nonce: nonce(),
      ...more,
    })
  const codes = async (): Promise<string[]> => {
    const { rows } = await db.owner.query<{ code: string }>(
      'SELECT code FROM paper_ballot WHERE matter_id = $1 ORDER BY code',
      [matterId],
    )
    return rows.map(({ code }) => code)
  }
  const count = (who: string, rows: unknown[]) =>
    as<{ settled: boolean; differences: string[]; round: number }>(who, 'recordCount', {
      ...at,
      rows,
    })
  return { coop, at, meetingId, matterId, cast, codes, count }
}

describe('one vote', () => {
  test('of two devices at once one counts, and the other is told', async () => {
    const { coop, at, matterId, cast } = await voting('a')
    const both = await Promise.allSettled([cast(0, ['yes']), cast(0, ['no'])])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find(({ status }) => status === 'rejected')
    expect((lost as PromiseRejectedResult).reason).toMatchObject({ code: 'conflict' })
    await run('issueBallots', { ...at, number: 11 })
    const paper = run('handOutBallots', { ...at, holderIds: [coop.holder(0)] })
    expect((await refusalOf(paper)).code).toBe('conflict')
    await run('handOutBallots', { ...at, holderIds: [coop.holder(1)] })
    expect((await refusalOf(cast(1, ['yes']))).code).toBe('conflict')
    const hands = run('recordHands', {
      ...at,
      rows: [{ holderId: coop.holder(0), choice: ['yes'] }],
    })
    expect((await refusalOf(hands)).code).toBe('conflict')
    const { rows } = await db.owner.query('SELECT * FROM vote_part WHERE matter_id = $1', [
      matterId,
    ])
    expect(rows).toHaveLength(2)
  })

  test('forty votes at once on one secret matter: every one is in the box', async () => {
    const { cast, meetingId, matterId, at } = await voting('b', secret)
    const tries = Array.from({ length: 40 }, (_, i) => cast(i % 10, [i % 10 < 6 ? 'yes' : 'no']))
    const done = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
    expect(done).toHaveLength(10)
    await run('closeVoting', at)
    const result = await run<{ yes: number; no: number; carried: boolean }>('declareResult', at)
    expect(result).toMatchObject({ yes: 6, no: 4, carried: true })
    expect((await read(meetingId)).agenda[0]?.resolution?.number).toBe('2020年第1号')
    expect(matterId).not.toBe('')
  })

  test('only for whom one may vote, only when signed in, only while the vote is open', async () => {
    const { coop, at, cast } = await voting('c')
    const forAnother = cast(0, ['yes'], { holderId: coop.holder(1) })
    expect((await refusalOf(forAnother)).code).toBe('not_found')
    expect((await refusalOf(cast(0, ['maybe']))).code).toBe('bad_input')
    expect((await refusalOf(cast(0, ['yes', 'no']))).code).toBe('bad_input')
    expect((await refusalOf(cast(0, ['yes'], { nonce: 'x' }))).code).toBe('bad_input')
    await run('closeVoting', at)
    expect((await refusalOf(cast(0, ['yes']))).code).toBe('not_allowed_now')
  })

  test('hands are noted for all, corrected for one, and counted once', async () => {
    const { coop, at, meetingId } = await voting('e')
    const note = (ids: readonly string[], choice: string) =>
      run('recordHands', { ...at, rows: ids.map((holderId) => ({ holderId, choice: [choice] })) })
    await note(everybody(coop).slice(0, 6), 'yes')
    const live = async () => (await read(meetingId)).agenda[0]?.votes
    // Eleven votes in all: six carry an ordinary matter.
    expect(await live()).toMatchObject({ yes: 6, needed: 6, stillNeeded: 0 })
    await note([coop.holder(0)], 'no')
    expect(await live()).toMatchObject({ yes: 5, stillNeeded: 1, cast: 6 })
    await run('closeVoting', at)
    const result = await run('declareResult', at)
    expect(result).toMatchObject({ yes: 5, no: 1, carried: false, needed: 6 })
    expect((await refusalOf(run('declareResult', at))).code).toBe('not_allowed_now')
  })
})

describe('paper', () => {
  test('two count alone; where they differ a third settles; nobody counts twice', async () => {
    const { coop, at, meetingId, codes, count, cast } = await voting('f', secret)
    await run('issueBallots', { ...at, number: 11 })
    await run('handOutBallots', { ...at, holderIds: everybody(coop, 7) })
    await cast(7, ['yes'])
    await run('closeVoting', at)
    const back = (await codes()).slice(0, 7)
    const marks = (no: number[]) =>
      back.map((code, i) => ({ code, choice: [no.includes(i) ? 'no' : 'yes'] }))
    expect((await refusalOf(run('declareResult', at))).code).toBe('not_allowed_now')
    const wrong = [{ code: 'ZZZ-ZZZZ', choice: ['yes'] }]
    expect((await refusalOf(count('f-accountant', wrong))).code).toBe('bad_input')
    await expect(count('f-accountant', marks([0]))).resolves.toMatchObject({ settled: false })
    expect((await read(meetingId)).agenda[0]?.ballots).toMatchObject({
      counters: ['f-accountant'],
      differences: [],
    })
    expect((await refusalOf(count('f-accountant', marks([0, 1])))).code).toBe('forbidden')
    const second = await count('f-board', marks([0, 1]))
    expect(second).toMatchObject({ settled: false, differences: [back[1]] })
    expect((await read(meetingId)).agenda[0]?.ballots.differences).toEqual([
      { code: back[1], said: ['yes', 'no'] },
    ])
    expect((await refusalOf(run('declareResult', at))).code).toBe('not_allowed_now')
    await expect(count('town', marks([0]))).resolves.toMatchObject({ settled: true })
    const result = await run('declareResult', at)
    expect(result).toMatchObject({ yes: 7, no: 1, carried: true, secret: true })
  })

  test('more ballots back than handed out annul the vote; spoilt ones count for nobody', async () => {
    const { coop, at, codes, count, cast } = await voting('h', secret)
    await run('issueBallots', { ...at, number: 5 })
    await run('handOutBallots', { ...at, holderIds: everybody(coop, 3) })
    const tooMany = run('handOutBallots', { ...at, holderIds: everybody(coop).slice(3, 6) })
    expect((await refusalOf(tooMany)).text.zh).toContain('选票不够')
    for (let i = 3; i < 10; i++) await cast(i, ['yes'])
    await run('closeVoting', at)
    const all = (await codes()).map((code) => ({ code, choice: ['yes'] }))
    expect((await refusalOf(count('h-accountant', all))).text.zh).toContain('投票无效')
    const three = all
      .slice(0, 3)
      .map((row, i) => (i === 0 ? { code: row.code, choice: [], void: true } : row))
    await count('h-accountant', three)
    await count('h-board', three)
    await expect(run('declareResult', at)).resolves.toMatchObject({ yes: 9, void: 1 })
  })

  test('additional votes are further ballots, and count in an open vote by phone', async () => {
    const coop = await meetingCoop(10, 'k')
    await world.setDay('2020-11-30')
    await run('addPublicRecord', {
      coopId: coop.coopId,
      kind: 'additional_votes',
      title: '附加表决权',
      basis: '章程',
      holderId: coop.holder(0),
      votes: 2,
      from: '2020-11-30',
      to: null,
    })
    const { meetingId, matters } = await opened(coop.coopId, [road, secret])
    const [open = '', hidden = ''] = matters
    await run('signMembersIn', { meetingId, holderIds: everybody(coop) })
    for (const matterId of matters) await run('openVoting', { meetingId, matterId })
    await as('k0', 'castVote', {
      meetingId,
      matterId: open,
      holderId: coop.holder(0),
      choice: ['yes'],
      nonce: nonce(),
    })
    const live = await read(meetingId)
    expect(live.agenda[0]?.votes).toMatchObject({ yes: 3, needed: 7, stillNeeded: 4, voters: 1 })
    await run('issueBallots', { meetingId, matterId: hidden, number: 13 })
    await run('handOutBallots', { meetingId, matterId: hidden, holderIds: [coop.holder(0)] })
    expect((await read(meetingId)).agenda[1]?.ballots.handedOut).toBe(3)
  })
})

describe('elections', () => {
  test('most votes above half of all are elected; a tie over the last seat elects neither', async () => {
    const coop = await meetingCoop(10, 'l')
    const persons = coop.people.personIds.slice(0, 3)
    const election: Agenda = {
      matter: 'election',
      title: '选举理事',
      post: 'director',
      seats: 2,
      candidates: persons,
      secret: true,
    }
    const { meetingId, matters } = await opened(coop.coopId, [election])
    const [matterId = ''] = matters
    await run('signMembersIn', { meetingId, holderIds: everybody(coop) })
    await run('openVoting', { meetingId, matterId })
    const { candidates } = (await read(meetingId)).agenda[0] ?? { candidates: [] }
    const [a = '', b = '', c = ''] = persons.map(
      (id) => candidates.find(({ personId }) => personId === id)?.candidateId,
    )
    const cast = (i: number, choice: string[]) =>
      as(`l${i}`, 'castVote', {
        meetingId,
        matterId,
        holderId: coop.holder(i),
        choice,
        nonce: nonce(),
      })
    expect((await refusalOf(cast(0, [a, b, c]))).code).toBe('bad_input')
    for (let i = 0; i < 10; i++) await cast(i, i < 6 ? [a, b] : i < 9 ? [a, c] : [])
    await run('closeVoting', { meetingId, matterId })
    const result = await run<{
      carried: boolean
      abstain: number
      candidates: { personId: string; votes: number; elected: boolean }[]
    }>('declareResult', { meetingId, matterId })
    expect(result.carried).toBe(true)
    expect(result.abstain).toBe(1)
    expect(result.candidates.map(({ votes, elected }) => [votes, elected])).toEqual([
      [9, true],
      [6, true],
      [3, false],
    ])
    await run('closeMeeting', { meetingId })
  })
})

/** Every value of every row of the county that could speak of a matter, as somebody with SQL sees it. */
async function everything(matterId: string): Promise<string[]> {
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r'
     AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await db.owner.query<{ row: string }>(
      `SELECT t.ctid::text || ' ' || t.xmin::text || ' ' || to_jsonb(t)::text AS row FROM ${name} t
       WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`,
      [matterId],
    )
    found.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  return found
}

describe('a secret vote', () => {
  test('with SQL access to every table nobody can tell who chose what', async () => {
    const { coop, matterId, at, meetingId } = await voting('s', secret)
    const calls: { input: Record<string, unknown>; account: string }[] = []
    for (let i = 0; i < 10; i++) {
      const input = {
        ...at,
        holderId: coop.holder(i),
        choice: [i < 6 ? 'yes' : 'no'],
        nonce: nonce(),
      }
      calls.push({ input, account: `s${i}` })
      await keyed(`s${i}`, input)
    }
    const rows = await everything(matterId)
    const words = rows.join('\n')
    // Who took part is there, ten times; a choice is nowhere, in no spelling.
    expect(rows.filter((row) => row.startsWith('vote_part'))).toHaveLength(10)
    expect(rows.filter((row) => row.startsWith('open_vote'))).toHaveLength(0)
    expect(words).not.toMatch(/"(yes|no|abstain)"/)
    expect(words).not.toContain('choice": ["')
    // One row holds all choices, sealed, always of one length whatever was chosen.
    const boxes = rows.filter((row) => row.startsWith('ballot_box'))
    expect(boxes).toHaveLength(1)
    const audited = rows.filter((row) => row.startsWith('audit_event') && row.includes('castVote'))
    expect(audited).toHaveLength(10)
    for (const row of audited) expect(row).toContain('"choice": "•••"')
    await tryHashes(calls)
    await run('closeVoting', at)
    await run('declareResult', at)
    const after = (await everything(matterId)).filter((row) => row.startsWith('ballot_box'))
    expect(after[0]?.length).toBe(boxes[0]?.length)
    expect(JSON.stringify(await run('readMeetingRoll', { meetingId }))).not.toMatch(/yes|"no"/)
  })

  /** A call as a phone makes it, with a key of its own. */
  async function keyed(account: string, input: object): Promise<void> {
    const verb = world.runtime.verbs.find(({ name }) => name === 'castVote')
    if (verb === undefined) throw new Error('no verb castVote')
    const { rows } = await db.owner.query<{ token_hash: string }>(
      `SELECT s.token_hash FROM session s JOIN account a ON a.county_id = s.county_id
       AND a.id = s.account_id WHERE a.username = $1`,
      [account],
    )
    await invoke(world.runtime, {
      verb,
      caller: { kind: 'session', tokenHash: rows[0]?.token_hash ?? '', source: 'test' },
      input,
      requestId: 'secret',
      idempotencyKey: `key-${account}`,
    })
  }

  /** The kept mark of a call is keyed: whoever reads the row cannot try out the few choices there are. */
  async function tryHashes(calls: readonly { input: Record<string, unknown>; account: string }[]) {
    const { rows } = await db.owner.query<{ input_hash: string }>(
      `SELECT input_hash FROM idempotency_key WHERE verb = 'castVote'`,
    )
    const kept = new Set(rows.map(({ input_hash }) => input_hash))
    expect(kept.size).toBe(10)
    const keyed = (input: object) =>
      world.runtime.secrets.lookup('idempotency_key.input', canonicalJson(input))
    // The attack works with the server's key and the random value, so the test is not blind.
    expect(calls.filter(({ input }) => kept.has(keyed(input))).length).toBe(10)
    const plain = (input: object) => createHash('sha256').update(canonicalJson(input)).digest('hex')
    for (const { input } of calls) {
      const { nonce: _unknown, ...seen } = input
      for (const choice of [['yes'], ['no'], ['abstain']]) {
        // The database alone, even with the random value, tells nothing; nor does the key without that value.
        expect(kept.has(plain({ ...input, choice }))).toBe(false)
        expect(kept.has(plain({ ...seen, choice }))).toBe(false)
        expect(kept.has(keyed({ ...seen, choice }))).toBe(false)
      }
    }
    const everywhere = await db.owner.query<{ n: string }>(
      `SELECT count(*) n FROM audit_event WHERE input::text LIKE '%' || $1 || '%'`,
      [String(calls[0]?.input['nonce'])],
    )
    expect(everywhere.rows[0]?.n).toBe('0')
  }

  test('a yes and a no leave the same trace', async () => {
    const trace = async (prefix: string, choice: string, matter = secret): Promise<string[]> => {
      const { matterId, cast } = await voting(prefix, matter)
      await cast(0, [choice])
      const rows = await everything(matterId)
      const mask = (row: string) =>
        row
          .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'ID')
          .replaceAll(/^(\w+) \(\d+,\d+\) \d+ /g, '$1 ')
          .replaceAll(/"content": "[^"]*"/g, (sealed) => `content of ${sealed.length}`)
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, 'TIME')
          .replaceAll(prefix, 'P')
          .replaceAll(/"(seq|number|value|row_hash|hash|request_id|order_no)": [^,}]*/g, '$1')
      return rows.map(mask).toSorted()
    }
    expect(await trace('yy', 'yes')).toEqual(await trace('zz', 'no'))
    // An open vote does leave one: the comparison sees what there is to see.
    const open = { ...secret, secret: false }
    expect(await trace('uu', 'yes', open)).not.toEqual(await trace('vv', 'no', open))
  })
})
