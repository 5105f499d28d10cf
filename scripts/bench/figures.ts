import pg from 'pg'
import type { House } from '../../src/house.ts'
import { spread } from './load.ts'
import { against, interleaved, milliseconds } from './rounds.ts'

/*
 * Figures: every indicator of the county as the records stand now, beside the plainest count over the same members;
 * and what is read of editions when ten years of them lie there instead of one.
 */

const ROUNDS = 7
const MONTHS = 12
const YEARS = 10

interface Place {
  readonly house: House
  readonly county: { readonly id: number; readonly unitId: string }
  readonly call: (verb: string, input: unknown) => Promise<unknown>
  readonly say: (line: string) => void
}

/** The same rows as the largest fact, without the product: what the machine can do at best. */
const PLAIN = `SELECT count(DISTINCT person_id), count(DISTINCT household_id) FROM share_holder
  WHERE county_id = $1 AND left_on IS NULL`

export async function figures(place: Place): Promise<void> {
  const { house, county, call, say } = place
  const owner = new pg.Client(house.postgres.owner)
  await owner.connect()
  await owner.query(`SELECT set_config('app.county_id', $1, false)`, [String(county.id)])
  try {
    await live(place, owner)
    const once = await reads(place)
    const made = await copyEditions(owner, county.id, MONTHS * (YEARS - 1))
    await owner.query('ANALYZE figure_edition, figure_unit')
    const ten = await reads(place)
    say(
      `figures, ${YEARS} years of monthly editions against 1 (${made} more): one unit ${against(ten.unit, once.unit)} ×, the ranking of towns ${against(ten.ranking, once.ranking)} × [at most 1.3]; ${spread(ten.unit, 1)} and ${spread(ten.ranking, 1)} ms`,
    )
    const frozen = await milliseconds(() =>
      call('freezeFigures', { period: '2020-08', reason: 'bench' }),
    )
    say(`figures frozen, the whole county: ${frozen.toFixed(0)} ms`)
    await bulletin(place)
  } finally {
    await owner.end()
  }
}

/** The monthly bulletin from end to end: its figures frozen, its text made, its paper written. */
async function bulletin({ call, say }: Place): Promise<void> {
  const made: { reportId: string }[] = []
  const text = await milliseconds(async () => {
    made.push(
      (await call('makeReport', { kind: 'bulletin', period: '2020-11' })) as { reportId: string },
    )
  })
  const { reportId } = made[0] ?? { reportId: '' }
  const paper = await milliseconds(() => call('printReport', { reportId, format: 'pdf' }))
  say(
    `monthly bulletin, end to end: made in ${text.toFixed(0)} ms, its PDF in ${paper.toFixed(0)} ms`,
  )
}

async function live({ county, call, say }: Place, owner: pg.Client): Promise<void> {
  const town = (
    await owner.query<{ id: string }>(
      `SELECT id FROM org_unit WHERE county_id = $1 AND kind = 'town' LIMIT 1`,
      [county.id],
    )
  ).rows[0]?.id
  const at = { live: 'true', period: '2020-11', parts: 'true' }
  const made = await interleaved(ROUNDS, {
    county: () => milliseconds(() => call('readFigures', { unitId: county.unitId, ...at })),
    town: () => milliseconds(() => call('readFigures', { unitId: town, ...at })),
    ranking: () =>
      milliseconds(() =>
        call('readRanking', {
          unitId: county.unitId,
          set: 'towns',
          live: 'true',
          period: '2020-11',
        }),
      ),
    coops: () =>
      milliseconds(() =>
        call('readRanking', {
          unitId: county.unitId,
          set: 'four-results-coops',
          live: 'true',
          period: '2020-11',
        }),
      ),
    plain: () => milliseconds(() => owner.query(PLAIN, [county.id])),
  })
  say(
    `figures live, all indicators of county and 18 towns: ${spread(made.county, 0)} ms (${against(made.county, made.plain, 0)} × one plain distinct count of members); a town: ${spread(made.town, 0)} ms`,
  )
  say(`ranking live: towns ${spread(made.ranking, 0)} ms, 296 co-ops ${spread(made.coops, 0)} ms`)
}

/** A unit's figures and trend, and the ranking, from editions. */
async function reads({ county, call }: Place) {
  const unit = { unitId: county.unitId, period: '2020-11' }
  await call('readFigures', unit)
  return interleaved(ROUNDS, {
    unit: () =>
      milliseconds(async () => {
        await call('readFigures', { ...unit, parts: 'true' })
        await call('readIndicator', { ...unit, indicator: 'coverage' })
      }),
    ranking: () => milliseconds(() => call('readRanking', { ...unit, set: 'towns' })),
  })
}

/** Copies the last edition into months before the demonstration, as they would lie there. */
async function copyEditions(owner: pg.Client, county: number, count: number): Promise<number> {
  const { rows } = await owner.query<{ id: string }>(
    `WITH source AS (SELECT * FROM figure_edition WHERE county_id = $1 AND period = '2020-11'
       ORDER BY edition DESC LIMIT 1),
     made AS (INSERT INTO figure_edition
       SELECT s.county_id, gen_random_uuid(), to_char(d, 'YYYY-MM'), 1, d::date,
         (d + interval '1 month' - interval '1 day')::date, (d + interval '1 month' - interval '1 day')::date,
         s.facts, s.definitions, '', s.units, s.hash, s.frozen_at, s.frozen_by
       FROM source s, generate_series(date '2020-08-01' - ($2::int * interval '1 month'),
         date '2020-07-01', interval '1 month') d
       ON CONFLICT DO NOTHING RETURNING id)
     SELECT id FROM made`,
    [county, count],
  )
  await owner.query(
    `INSERT INTO figure_unit SELECT f.county_id, e.id, f.unit_id, f.kind, f.parent_id, f.position, f.name,
       f.coop_class, f.amounts
     FROM unnest($2::uuid[]) AS e (id), figure_unit f
     WHERE f.county_id = $1 AND f.edition_id = (SELECT id FROM figure_edition WHERE county_id = $1
       AND period = '2020-11' ORDER BY edition DESC LIMIT 1)`,
    [county, rows.map(({ id }) => id)],
  )
  return rows.length
}
