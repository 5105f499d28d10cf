import { written } from '../../../platform/actor.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { insertRows, isOneOf } from '../../../platform/rows.ts'
import {
  type CampaignCoopRow,
  type CampaignRow,
  type DecisionRow,
  developmentTables,
  type FactRow,
  type RulesRow,
} from '../store.ts'

/** Every version the county has saved, the first first. */
export const rulesRows = (ctx: Ctx): Promise<RulesRow[]> =>
  developmentTables(ctx.tx)
    .selectFrom('development_rules')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('version')
    .execute()

export async function insertRules(
  ctx: Ctx,
  row: Pick<RulesRow, 'version' | 'valid_from' | 'body' | 'source' | 'reason'>,
): Promise<void> {
  await developmentTables(ctx.tx)
    .insertInto('development_rules')
    .values({ ...row, body: JSON.stringify(row.body), ...written(ctx) })
    .execute()
}

/** What people put down of these co-ops and counts on a day: the last word of each fact. */
export async function factsOn(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  asOf: LocalDate,
): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    SELECT DISTINCT ON (coop_id, fact) * FROM class_fact
    WHERE county_id = ${ctx.county} AND ${isOneOf('coop_id', coopIds)} AND on_date <= ${asOf}::date
    ORDER BY coop_id, fact, on_date DESC, recorded_at DESC, id DESC`.execute(ctx.tx)
  return rows
}

export async function insertFact(
  ctx: Ctx,
  row: Pick<FactRow, 'id' | 'coop_id' | 'fact' | 'holds' | 'on_date' | 'note'>,
): Promise<void> {
  await developmentTables(ctx.tx)
    .insertInto('class_fact')
    .values({ ...row, ...written(ctx) })
    .execute()
}

/** How each of these co-ops was put into its classes, the newest first. */
export const decisionsOf = (ctx: Ctx, coopIds: readonly AnyId[]): Promise<DecisionRow[]> =>
  developmentTables(ctx.tx)
    .selectFrom('class_decision')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .orderBy('on_date', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .execute()

type NewDecision = Omit<DecisionRow, 'county_id' | 'recorded_at' | 'recorded_by'>

export async function insertDecisions(ctx: Ctx, rows: readonly NewDecision[]): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'class_decision',
      columns: `county_id int, id uuid, coop_id uuid, before text, class text, proposed text, unanimous boolean,
        tests jsonb, rules_version int, on_date date, reason text, document text, recorded_at timestamptz,
        recorded_by text`,
    },
    rows.map((row) => ({ ...row, ...written(ctx) })),
  )
}

export const campaignRows = (ctx: Ctx): Promise<CampaignRow[]> =>
  developmentTables(ctx.tx)
    .selectFrom('class_campaign')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('baseline_on', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Who takes part in the campaigns, whoever asks: lists are filtered by the registry's. */
export const campaignCoops = (ctx: Ctx): Promise<CampaignCoopRow[]> =>
  developmentTables(ctx.tx)
    .selectFrom('class_campaign_coop')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .orderBy('campaign_id')
    .orderBy('coop_id')
    .execute()

export async function insertCampaign(
  ctx: Ctx,
  campaign: Pick<CampaignRow, 'id' | 'title' | 'cohort' | 'baseline_on' | 'ends_on' | 'document'>,
  coops: readonly Pick<CampaignCoopRow, 'coop_id' | 'class'>[],
): Promise<void> {
  await developmentTables(ctx.tx)
    .insertInto('class_campaign')
    .values({
      ...campaign,
      closed_on: null,
      close_note: null,
      ...written(ctx),
    })
    .execute()
  await insertRows(
    ctx.tx,
    {
      table: 'class_campaign_coop',
      columns: 'county_id int, campaign_id uuid, coop_id uuid, class text',
    },
    coops.map((row) => ({ ...row, county_id: ctx.county, campaign_id: campaign.id })),
  )
}

/** @returns whether there was an open one of that id. */
export async function closeCampaignRow(
  ctx: Ctx,
  of: { readonly id: AnyId; readonly note: string },
): Promise<boolean> {
  const { numUpdatedRows } = await developmentTables(ctx.tx)
    .updateTable('class_campaign')
    .set({ closed_on: ctx.today, close_note: of.note })
    .where('county_id', '=', ctx.county)
    .where('id', '=', of.id)
    .where('closed_on', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
