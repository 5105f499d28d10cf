import { type Fraction, fraction } from '../../../kernel/fraction.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { AssetKind } from '../model.ts'

const MICRO = 1_000_000n

/** Millionths of a decimal as the database writes it ("12.500000"). */
export function micro(value: string): bigint {
  const [whole = '0', places = ''] = value.split('.')
  return BigInt(whole) * MICRO + BigInt(places.slice(0, 6).padEnd(6, '0'))
}

/** "12.5": without zeros that say nothing. */
export function sayMicro(value: bigint): string {
  const places = (value % MICRO).toString().padStart(6, '0').replace(/0+$/, '')
  return `${value / MICRO}${places === '' ? '' : `.${places}`}`
}

/** The used part of the whole quantity; the denominator is everything recorded, idle or not. */
export const utilisation = (quantity: bigint, idle: bigint): Fraction =>
  quantity === 0n ? fraction(0n) : fraction(quantity - idle, quantity)

/** Which assets each kind of co-op lives on (因村制宜): rules of thumb, shown with their reasons. */
const NEEDS: Readonly<Record<string, Partial<Record<AssetKind, Text>>>> = {
  land_share: {
    land: text('土地股份型以土地入股', 'land comes in as shares'),
    water: text('连片种植需要水源', 'fields need water'),
    machine: text('连片耕作可用农机', 'large fields use machines'),
  },
  production: {
    land: text('生产需要场地', 'production needs ground'),
    building: text('可作加工、仓储用房', 'for processing and storage'),
    facility: text('现有设施可直接投产', 'facilities that can be used at once'),
    machine: text('加工、采收设备', 'machines for harvest and processing'),
    skill: text('技术能人可带头生产', 'skilled people lead production'),
    water: text('生产需要水源', 'production needs water'),
  },
  service: {
    machine: text('可对外提供农机服务', 'machines can serve others'),
    building: text('可作经营、接待用房', 'rooms for business and guests'),
    facility: text('可对外经营', 'can be run for others'),
    skill: text('能人可承接服务', 'skilled people take orders'),
  },
}

/** Why an asset suits a co-op of that kind; null where nothing speaks for it. Funds suit every kind. */
export function suits(coopKind: string, asset: AssetKind): Text | null {
  if (asset === 'fund') return text('可作启动资金', 'can be a beginning in money')
  return NEEDS[coopKind]?.[asset] ?? null
}
