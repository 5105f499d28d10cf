import { fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { pinyinOf, typedPinyin } from '../../../platform/pinyin.ts'
import { chartOf } from '../../ledger/index.ts'
import type { tradeContract } from '../contract.ts'
import { versionOn } from '../model.ts'
import { tradeLock } from '../store.ts'
import {
  insertProducts,
  type ListedProduct,
  productsOf,
  saveVersions,
  setRetired,
} from '../store/products.ts'

type ProductVerbs = Pick<
  Verbs<typeof tradeContract, Ctx>,
  'addProducts' | 'setProductTerms' | 'retireProduct' | 'listProducts'
>

export const productVerbs: ProductVerbs = {
  addProducts: async (ctx, { coopId, products }) => {
    await lockFor(ctx.tx, tradeLock(coopId))
    const names = new Set((await productsOf(ctx, coopId)).map(({ name }) => name))
    const rows = products.map((product) => ({
      ...product,
      name: product.name.normalize('NFC'),
      id: ctx.newId(),
    }))
    const faults: Fault[] = await accountFaults(ctx, coopId, products, '$.products')
    rows.forEach(({ name }, i) => {
      if (names.has(name)) {
        const why = text(`“${name}”已经登记过`, `“${name}” is there already`)
        faults.push({ path: `$.products[${i}].name`, text: why })
      }
      names.add(name)
    })
    if (faults.length > 0) throw badInput(faults)
    await insertProducts(
      ctx,
      rows.map(({ id, name, unit }) => {
        const { full, initials } = pinyinOf(name)
        return { id, coopId, name, unit, pinyin: full, initials }
      }),
    )
    await saveVersions(
      ctx,
      coopId,
      rows.map((row) => ({ ...row, productId: row.id })),
    )
    ctx.record({ entity: 'trade_product', id: coopId, after: { products: rows } })
    return { ids: rows.map(({ id }) => id) }
  },

  setProductTerms: async (ctx, { coopId, terms }) => {
    await lockFor(ctx.tx, tradeLock(coopId))
    const known = new Map((await productsOf(ctx, coopId)).map((product) => [product.id, product]))
    const faults: Fault[] = await accountFaults(ctx, coopId, terms, '$.terms')
    const seen = new Set<string>()
    terms.forEach(({ productId, validFrom }, i) => {
      const path = `$.terms[${i}].productId`
      const key = `${productId} ${validFrom}`
      if (!known.has(productId)) {
        faults.push({ path, text: text('本社没有这个产品', 'this co-op has no such product') })
      } else if (seen.has(key)) {
        faults.push({ path, text: text('同一天设了两次', 'is set twice for one day') })
      }
      seen.add(key)
    })
    if (faults.length > 0) throw badInput(faults)
    await saveVersions(ctx, coopId, terms)
    const before = terms.map(({ productId, validFrom }) => {
      const product = known.get(productId)
      return product === undefined ? null : versionOn(product, validFrom)
    })
    ctx.record({ entity: 'trade_product_terms', id: coopId, before, after: terms })
    return { set: terms.length }
  },

  retireProduct: async (ctx, { coopId, productId, on }) => {
    if (!(await setRetired(ctx, coopId, { id: productId, on }))) throw notFound()
    ctx.record({ entity: 'trade_product', id: productId, after: { retiredOn: on } })
    return {}
  },

  listProducts: async (ctx, { coopId, search, retired }) => {
    const products = await productsOf(ctx, coopId)
    return {
      rows: products
        .filter((product) => retired || product.retiredOn === null || product.retiredOn > ctx.today)
        .filter((product) => isTyped(product, search))
        .map((product) => {
          const now = versionOn(product, ctx.today)
          return {
            id: product.id,
            name: product.name,
            initials: product.initials,
            unit: product.unit,
            retiredOn: product.retiredOn,
            validFrom: now?.validFrom ?? null,
            accounts: [...(now?.accounts ?? [])],
            postedAs: now?.postedAs ?? null,
            weight: now?.weight ?? fraction(1),
            price: now?.price ?? null,
            cost: now?.cost ?? null,
            history: product.versions.map((version) => ({
              ...version,
              accounts: [...version.accounts],
            })),
          }
        }),
    }
  },
}

/** Accounts must be there, at the end of their branch and in use: otherwise nothing could be posted. */
async function accountFaults(
  ctx: Ctx,
  coopId: AnyId,
  list: readonly { readonly accounts: readonly string[] }[],
  path: string,
): Promise<Fault[]> {
  if (list.every(({ accounts }) => accounts.length === 0)) return []
  const chart = await chartOf(ctx, coopId)
  return list.flatMap(({ accounts }, i) =>
    accounts.flatMap((code, j): Fault[] => {
      const usable =
        chart.exact(code) !== null && !chart.hasChildren(code) && !chart.isRetired(code)
      if (usable) return []
      const why = text(
        `本社没有可记账的末级科目 ${code}`,
        `${code} is no account of this co-op that takes postings`,
      )
      return [{ path: `${path}[${i}].accounts[${j}]`, text: why }]
    }),
  )
}

/** What was typed: characters of the name, its pinyin from the beginning, or its initials. */
function isTyped(product: ListedProduct, search: string | undefined): boolean {
  if (search === undefined || product.name.includes(search.normalize('NFC'))) return true
  const typed = typedPinyin(search)
  return typed !== null && (product.pinyin.startsWith(typed) || product.initials.startsWith(typed))
}
