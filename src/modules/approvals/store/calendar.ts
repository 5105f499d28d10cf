import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'

/** A year's holidays and worked weekends. */
export interface CalendarYear {
  readonly year: number
  readonly free: readonly LocalDate[]
  readonly worked: readonly LocalDate[]
  readonly source: string
}

/** What the county has recorded itself; of two rows for one year the later counts. */
export async function calendarRows(ctx: Ctx): Promise<readonly CalendarYear[]> {
  const { rows } = await sql<CalendarYear>`
    SELECT DISTINCT ON (year) year, free::text[] AS free, worked::text[] AS worked, source
    FROM working_calendar WHERE county_id = ${ctx.county}
    ORDER BY year, recorded_at DESC, id DESC`.execute(ctx.tx)
  return rows
}

export async function insertCalendarYear(ctx: Ctx, year: CalendarYear): Promise<void> {
  await sql`INSERT INTO working_calendar (county_id, id, year, free, worked, source, recorded_at, recorded_by)
    VALUES (${ctx.county}, ${ctx.newId()}, ${year.year}, ${`{${year.free.join(',')}}`}::date[],
      ${`{${year.worked.join(',')}}`}::date[], ${year.source}, ${ctx.now}, ${actorName(ctx)})`.execute(
    ctx.tx,
  )
}
