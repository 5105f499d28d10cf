import { randomUUID } from 'node:crypto'
import type { statementsWorld } from '../statements/testing.ts'

/* Rows of other modules for the tests of figures. */

type Owner = Awaited<ReturnType<typeof statementsWorld>>['db']['owner']

/** Rows that other modules make over many steps, written straight into their tables. */
export async function plant(
  owner: Owner,
  of: {
    readonly ids: Readonly<Record<'county' | 'townA' | 'villageA' | 'villageB', string>>
    readonly coops: readonly string[]
    readonly holder: {
      readonly people: {
        readonly households: readonly string[]
        readonly personIds: readonly string[]
      }
    }
  },
): Promise<void> {
  const [one = '', two = '', three = ''] = of.coops
  const client = await owner.connect()
  const put = async (table: string, row: Readonly<Record<string, unknown>>): Promise<string> => {
    const whole: Record<string, unknown> = { county_id: 1, ...row }
    const names = Object.keys(whole)
    await client.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(whole),
    )
    return typeof whole['id'] === 'string' ? whole['id'] : ''
  }
  const at = '2020-05-01T00:00:00Z'
  const id = randomUUID
  try {
    await client.query('SET session_replication_role = replica')
    await client.query(`UPDATE cooperative_version SET area_mu = 120.5`)
    await client.query(`UPDATE ledger_book SET opened_period = 201901 `)
    await client.query(
      `UPDATE cooperative_version SET registered_on = '2020-11-02' WHERE coop_id = '${two}'`,
    )
    await client.query(
      `UPDATE cooperative_version SET registered_on = '2015-03-01' WHERE coop_id = '${three}'`,
    )
    for (const [coop, name] of [
      [one, 'model'],
      [two, 'improve'],
      [three, 'transform'],
    ]) {
      await put('cooperative_class', {
        id: id(),
        coop_id: coop,
        class: name,
        valid_from: '2020-02-01',
        reason: '',
        document: '',
        recorded_at: at,
        recorded_by: 't',
      })
    }
    await client.query(
      `UPDATE share_check_rule SET bound = 'fails', severity = 'block' WHERE rule = 'SEED-MAX20' AND coop_id = '${one}'`,
    )
    await client.query(
      `UPDATE share_check_rule SET bound = 'fails', severity = 'warn' WHERE rule = 'SEED-HH10' AND coop_id = '${three}'`,
    )
    await plantPlaces(put, {
      id,
      at,
      one,
      two,
      three,
      ...of.ids,
      holder: of.holder,
    })
    await plantMeeting(put, { id, at, ...of.ids })
    await plantSupport(client, one, three)
    await plantActs(put, {
      id,
      at,
      one,
      two,
      three,
      villageA: of.ids.villageA,
      villageB: of.ids.villageB,
    })
    await client.query('RESET session_replication_role')
  } finally {
    client.release()
  }
}

type Put = (table: string, row: Readonly<Record<string, unknown>>) => Promise<string>

/** A meeting of the town, one of whose tasks is done. */
async function plantMeeting(
  put: Put,
  of: {
    readonly id: () => string
    readonly at: string
    readonly villageA: string
    readonly villageB: string
    readonly townA: string
  },
): Promise<void> {
  const meeting = await put('promotion_meeting', {
    id: of.id(),
    unit_id: of.townA,
    held_on: '2020-11-05',
    kind: 'special',
    chair: '镇书记',
    place: '镇会议室',
    topic: '第四季度推进会',
    resolutions: '各村报进度',
    recorded_at: of.at,
    recorded_by: '站员',
  })
  for (const [unit_id, done_on] of [
    [of.villageA, '2020-11-12'],
    [of.villageB, null],
  ]) {
    await put('promotion_task', {
      id: of.id(),
      meeting_id: meeting,
      unit_id,
      what: '上报进度',
      responsible: '村书记',
      due_on: '2020-11-15',
      done_on,
      done_note: done_on === null ? null : '已报',
      done_by: done_on === null ? null : '站员',
    })
  }
}

async function plantPlaces(
  put: Put,
  of: {
    readonly id: () => string
    readonly at: string
    readonly one: string
    readonly two: string
    readonly three: string
    readonly villageA: string
    readonly townA: string
    readonly county: string
    readonly holder: {
      readonly people: {
        readonly households: readonly string[]
        readonly personIds: readonly string[]
      }
    }
  },
): Promise<void> {
  const { id, at, one, two, three } = of
  for (const [coop, from] of [
    [one, '2020-11-08'],
    [three, '2019-01-01'],
  ] as const) {
    await put('land_parcel', {
      id: id(),
      coop_id: coop,
      certificate_number: id(),
      parcel_code: '1',
      place: '村东',
      right_kind: 'contracted',
      area_mu: '3.25',
      valid_from: from,
    })
  }
  const unionId = id()
  await put('org_unit', {
    id: unionId,
    kind: 'coop',
    name: '联合社',
    parent_id: of.villageA,
    ancestors: [unionId, of.villageA, of.townA, of.county],
  })
  const union = await put('coop_union', {
    id: unionId,
    seat_id: of.villageA,
    name: '联合社',
    name_pinyin: '',
    name_initials: '',
    credit_code_check: 'missing',
    founded_on: '2020-04-01',
    facts_from: '2020-04-01',
    status: 'registered',
    created_at: at,
  })
  for (const coop of [one, three]) {
    await put('coop_union_member', {
      id: id(),
      union_id: union,
      coop_id: coop,
      valid_from: '2020-04-01',
      document: '',
    })
  }
  const pairing = await put('coop_pairing', {
    id: id(),
    lead_id: one,
    purpose: 'quality',
    agreement: '',
    tasks: '',
    valid_from: '2020-04-01',
  })
  await put('coop_pairing_follower', { pairing_id: pairing, coop_id: two })
  const fund = await put('assistance_fund', {
    id: id(),
    coop_id: one,
    name: '扶贫股',
    fund_source: '',
    fund_document: '',
    title_holder_id: id(),
    amount_fen: '500000',
    units_micro: '1',
    floating: true,
    conversion_rule: '',
    valid_from: '2020-03-01',
    created_at: at,
    created_by: 't',
  })
  const help = {
    fund_id: fund,
    coop_id: one,
    units_micro: '1',
    priority: 'other',
    valid_from: '2020-03-01',
    checked_on: '2020-03-01',
    created_at: at,
  }
  const { households, personIds } = of.holder.people
  await put('assistance_beneficiary', {
    id: id(),
    ...help,
    household_id: households[0],
    person_id: personIds[0],
    persons: 1,
  })
  await put('assistance_beneficiary', {
    id: id(),
    ...help,
    household_id: households[1],
    persons: 3,
  })
}

async function plantActs(
  put: Put,
  of: {
    readonly id: () => string
    readonly at: string
    readonly one: string
    readonly two: string
    readonly three: string
    readonly villageA: string
    readonly villageB: string
  },
): Promise<void> {
  const { id, at, one, two, three } = of
  const meeting = await put('meeting', {
    id: id(),
    coop_id: one,
    kind: 'assembly',
    year: 2020,
    number: 1,
    title: '成员大会',
    state: 'closed',
    call: 'regular',
    held_on: '2020-06-01',
    starts_at: '09:00',
    place: '',
    record_on: '2020-05-20',
    chair_name: '',
    recorder_name: '',
    minutes: '',
    created_at: at,
    created_by: 't',
  })
  await put('resolution', {
    id: id(),
    coop_id: one,
    meeting_id: meeting,
    matter_id: id(),
    year: 2020,
    number: 1,
    body: 'assembly',
    matter: 'm',
    title: '决议',
    content: '',
    majority: 'ordinary',
    secret: false,
    carried: true,
    entitled: 10,
    present: 9,
    all_votes: 10,
    quorum: 7,
    needed: 6,
    yes: 9,
    no: 0,
    abstain: 0,
    void: 0,
    candidates: '[]',
    decided_on: '2020-06-01',
    recorded_at: at,
    recorded_by: 't',
  })
  const open = await put('process_case', {
    id: id(),
    process: 'p',
    version: 1,
    unit_id: of.villageB,
    year: 2020,
    number: 1,
    title: '办件',
    facts: '{}',
    state: 'running',
    opened_on: '2020-10-01',
    opened_at: at,
    opened_name: 't',
    acts: 1,
  })
  await put('case_task', {
    case_id: open,
    step: 's',
    seat: 'a',
    role: 'town_station',
    unit_id: of.villageB,
    round: 1,
    opened_on: '2020-10-01',
    due_on: '2020-10-20',
    uncovered: false,
  })
  const payment = {
    on_date: '2020-07-01',
    payee_name: '某户',
    amount_fen: '100000',
    recorded_at: at,
  }
  await put('spending_payment', {
    id: id(),
    coop_id: two,
    voucher_id: id(),
    warning: '未经审批',
    ...payment,
  })
  await put('village_income', {
    id: id(),
    village_id: of.villageA,
    year: 2020,
    about: 'collective',
    mark: 'claim',
    amount_fen: '3000000',
    source: 's',
    recorded_at: at,
    recorded_by: 't',
  })
  await put('village_income', {
    id: id(),
    village_id: of.villageB,
    year: 2020,
    about: 'collective',
    mark: 'estimate',
    amount_fen: '2000000',
    source: 's',
    recorded_at: at,
    recorded_by: 't',
  })
  await put('village_income', {
    id: id(),
    village_id: of.villageA,
    year: 2019,
    about: 'collective',
    mark: 'claim',
    amount_fen: '0',
    source: 's',
    recorded_at: at,
    recorded_by: 't',
  })
  await put('ledger_closure', {
    coop_id: one,
    period: 202001,
    closed_at: '2020-02-05T04:00:00Z',
    closed_by: 't',
    vouchers: 1,
    head: Buffer.from([1]),
    balance_hash: Buffer.from([1]),
  })
  const plan = await put('distribution_plan', {
    id: id(),
    coop_id: three,
    year: 2019,
    status: 'posted',
    document: '{}',
    inputs: '{}',
    content_hash: 'h',
    resolution_id: id(),
    posted_at: at,
    created_at: at,
    created_by: 't',
  })
  await put('distribution_payment', {
    id: id(),
    plan_id: plan,
    coop_id: three,
    on_date: '2020-08-01',
    account: '102',
    amount_fen: '123400',
    voucher_id: id(),
    recorded_at: at,
    recorded_by: 't',
  })
}

/** A fund of each source with an allocation of this year and one of last, and two links to a voucher. */
async function plantSupport(
  client: { query: (sql: string, values?: unknown[]) => Promise<unknown> },
  one: string,
  three: string,
): Promise<void> {
  await client.query(
    `INSERT INTO support_fund SELECT 1, gen_random_uuid(), $1::uuid, level, 2020, '', level, '', '', '', '2019-01-01',
      '', false, false, NULL, 0, 0, '2020-05-01', 't'
     FROM unnest('{central,province,city,county,town,social}'::text[]) AS level`,
    [one],
  )
  await client.query(
    `INSERT INTO support_allocation SELECT 1, gen_random_uuid(), f.id, c.coop, 2020, n.n * 10 + c.n, n.n * 1000, '', '',
      'finance', '', c.on_date, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, '2020-05-01', 't'
     FROM (SELECT id, row_number() OVER (ORDER BY level) AS n FROM support_fund) n
     JOIN support_fund f ON f.id = n.id
     CROSS JOIN (VALUES ($1::uuid, 1, date '2020-03-01'), ($2::uuid, 2, date '2019-03-01')) c (coop, n, on_date)`,
    [one, three],
  )
  await client.query(
    `INSERT INTO support_return SELECT 1, gen_random_uuid(), id, 100, '2020-06-01', '', '', '2020-06-01', 't'
     FROM support_allocation WHERE unit_id = $1::uuid`,
    [one],
  )
  await client.query(
    `INSERT INTO support_link SELECT 1, gen_random_uuid(), a.id, $1::uuid, v.id, v.period, 1, k.kind, k.amount, false, '',
      NULL, NULL, NULL, '2020-06-01', 't'
     FROM (SELECT id FROM support_allocation WHERE unit_id = $1::uuid LIMIT 1) a
     CROSS JOIN (SELECT id, period FROM voucher WHERE coop_id = $1::uuid AND kind <> 'opening' AND on_date < '2020-10-01'
       LIMIT 1) v
     CROSS JOIN (VALUES ('arrival', 700), ('refund', 50), ('use', 300)) k (kind, amount)`,
    [one],
  )
}
