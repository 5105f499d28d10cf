import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { idArray, insertRows } from '../../../platform/rows.ts'
import type { Product, ProductVersion, Unit } from '../model.ts'
import { type ProductRow, type VersionRow, versionOf, weightText } from '../store.ts'

/** A product with how people type its name. */
export interface ListedProduct extends Product {
  readonly pinyin: string
  readonly initials: string
}

async function withVersions(ctx: Ctx, rows: readonly ProductRow[]): Promise<ListedProduct[]> {
  const { rows: versions } = await sql<VersionRow>`
    SELECT product_id, valid_from, accounts, posted_as, weight, price_micro, cost_micro
    FROM trade_product_version WHERE county_id = ${ctx.county}
      AND product_id = ANY (${idArray(rows.map(({ id }) => id))})
    ORDER BY product_id, valid_from`.execute(ctx.tx)
  const by = Map.groupBy(versions, (version) => version.product_id)
  return rows.map((row) => ({
    id: row.id,
    coopId: row.coop_id,
    name: row.name,
    pinyin: row.pinyin,
    initials: row.initials,
    unit: row.unit,
    retiredOn: row.retired_on,
    versions: (by.get(row.id) ?? []).map(versionOf),
  }))
}

const COLUMNS = sql`id, coop_id, name, pinyin, initials, unit, retired_on`

/** All products of a co-op, by name. */
export async function productsOf(ctx: Ctx, coopId: AnyId): Promise<ListedProduct[]> {
  const { rows } = await sql<ProductRow>`SELECT ${COLUMNS} FROM trade_product
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId} ORDER BY pinyin, name, id`.execute(
    ctx.tx,
  )
  return withVersions(ctx, rows)
}

/** What rows say of their product: without its terms. */
export async function productNames(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, { readonly id: AnyId; readonly name: string; readonly unit: Unit }>> {
  const { rows } = await sql<{ id: AnyId; name: string; unit: Unit }>`
    SELECT id, name, unit FROM trade_product
    WHERE county_id = ${ctx.county} AND id = ANY (${idArray(ids)})`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export interface NewProduct {
  readonly id: AnyId
  readonly coopId: AnyId
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly unit: Unit
}

export async function insertProducts(ctx: Ctx, products: readonly NewProduct[]): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'trade_product',
      columns: `county_id int, id uuid, coop_id uuid, name text, pinyin text, initials text, unit text,
        created_at timestamptz, created_by text`,
    },
    products.map((product) => ({
      county_id: ctx.county,
      id: product.id,
      coop_id: product.coopId,
      name: product.name,
      pinyin: product.pinyin,
      initials: product.initials,
      unit: product.unit,
      created_at: ctx.now,
      created_by: actorName(ctx),
    })),
  )
}

/** Terms from a day on; those of the same day are replaced. */
export async function saveVersions(
  ctx: Ctx,
  coopId: AnyId,
  terms: readonly (ProductVersion & { readonly productId: AnyId })[],
): Promise<void> {
  const rows = terms.map((one) => ({
    product_id: one.productId,
    valid_from: one.validFrom,
    accounts: one.accounts,
    posted_as: one.postedAs,
    weight: weightText(one.weight),
    price_micro: one.price?.toString() ?? null,
    cost_micro: one.cost?.toString() ?? null,
  }))
  await sql`INSERT INTO trade_product_version (county_id, coop_id, product_id, valid_from, accounts,
      posted_as, weight, price_micro, cost_micro, recorded_at, recorded_by)
    SELECT ${ctx.county}, ${coopId}::uuid, product_id, valid_from, accounts, posted_as, weight,
      price_micro, cost_micro, ${ctx.now}::timestamptz, ${actorName(ctx)}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(product_id uuid, valid_from date,
      accounts text[], posted_as text, weight text, price_micro bigint, cost_micro bigint)
    ON CONFLICT (county_id, product_id, valid_from) DO UPDATE SET accounts = excluded.accounts,
      posted_as = excluded.posted_as, weight = excluded.weight, price_micro = excluded.price_micro,
      cost_micro = excluded.cost_micro, recorded_at = excluded.recorded_at,
      recorded_by = excluded.recorded_by`.execute(ctx.tx)
}

/** Answers whether the co-op has such a product. */
export async function setRetired(
  ctx: Ctx,
  coopId: AnyId,
  product: { readonly id: AnyId; readonly on: LocalDate | null },
): Promise<boolean> {
  const { rows } = await sql`UPDATE trade_product SET retired_on = ${product.on}::date
    WHERE county_id = ${ctx.county} AND coop_id = ${coopId} AND id = ${product.id}
    RETURNING id`.execute(ctx.tx)
  return rows.length > 0
}
