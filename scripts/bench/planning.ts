import { type Ground, YEARS } from './ground.ts'
import { spread } from './load.ts'
import { against, interleaved, milliseconds } from './rounds.ts'

const ROUNDS = 3

/** As many members and co-ops as the product's plans have, with figures from their places. */
const MEMBERS = `
  DROP TABLE IF EXISTS anchor.member, anchor.paid;
  CREATE TABLE anchor.member AS
    SELECT (dense_rank() OVER (ORDER BY coop_id) - 1)::integer AS coop, n::integer AS member,
      10000 * (5 + n * 7 % 55)::bigint AS capital, (n * 7919 % 300000)::bigint AS trade
    FROM (SELECT coop_id, row_number() OVER (ORDER BY coop_id, id) AS n FROM share_holder
      WHERE county_id = $COUNTY AND kind <> 'other') h;
  CREATE TABLE anchor.paid (coop integer, member integer, fen numeric, PRIMARY KEY (coop, member));
  ANALYZE anchor.member`

/** Both pools by largest remainder, exact, in one statement: what remains of each is given out by rank. */
const DIVIDE = `
  INSERT INTO anchor.paid
  SELECT coop, member, sum(low + CASE WHEN place <= pool - given THEN 1 ELSE 0 END) FROM (
    SELECT coop, member, pool, low, sum(low) OVER whole AS given,
      row_number() OVER (PARTITION BY coop, pool, by_trade ORDER BY remainder DESC, member) AS place
    FROM (
      SELECT coop, member, by_trade, pool, div(pool * weight, total) AS low, mod(pool * weight, total) AS remainder
      FROM (
        SELECT m.coop, m.member, p.by_trade, p.pool, (CASE WHEN p.by_trade THEN m.trade ELSE m.capital END)::numeric
            AS weight,
          sum(CASE WHEN p.by_trade THEN m.trade ELSE m.capital END) OVER (PARTITION BY m.coop, p.by_trade) AS total
        FROM anchor.member m, LATERAL (VALUES (true, 48600000::numeric + m.coop), (false, 32400000)) p(by_trade, pool)
      ) weighed
    ) divided
    WINDOW whole AS (PARTITION BY coop, pool, by_trade)
  ) ranked GROUP BY coop, member`

/** P9, whole: plans computed on the books, the register and the trades and stored, against one statement. */
export async function planning(ground: Ground): Promise<void> {
  const { owner, call, unitId, books, say, county } = ground
  await owner.query(MEMBERS.replace('$COUNTY', String(county)))
  const plans = books.map(({ coopId }) => ({ coopId, year: YEARS.taken, terms: {} }))
  await call('draftPlans', { unitId, plans })
  let answer = { computed: [] as unknown[], left: [] as unknown[] }
  const made = await interleaved(ROUNDS, {
    product: () =>
      milliseconds(async () => {
        answer = (await call('computePlans', { unitId, year: YEARS.taken })) as typeof answer
      }),
    statement: async () => {
      await owner.query('TRUNCATE anchor.paid')
      return milliseconds(() => owner.query(DIVIDE))
    },
  })
  const { rows } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM anchor.paid')
  say(
    `P9 plans of ${answer.computed.length} co-ops computed from the books and stored (${answer.left.length} without ` +
      `members): ${against(made.product, made.statement, 1)} × one SQL statement over plain rows of ${rows[0]?.n} ` +
      `members [at most 5]; ${spread(made.product, 0)} ms`,
  )
}
