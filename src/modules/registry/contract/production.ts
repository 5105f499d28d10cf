import { z } from 'zod'
import { day, id, line, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, unitScope } from '../../../kernel/verb.ts'
import {
  asOf,
  BATCH_BYTES,
  count,
  countingText,
  mu,
  muAboveZero,
  named,
  PARCEL_RIGHTS,
  PAY_BASES,
  quantity,
  reason,
  rowsOf,
} from './words.ts'

const parcelFields = {
  certificateNumber: line(60),
  parcelCode: line(60),
  place: line(100),
  right: z.enum(PARCEL_RIGHTS),
}

/** Records that belong to a kind: land, products, jobs and labour contracts. */
export const productionContract = defineVerbs({
  recordParcels: {
    title: text('登记入股地块', 'Record parcels'),
    kind: 'write',
    path: '/cooperatives/:coopId/parcels',
    access: 'registry.write',
    scope: unitScope('coopId'),
    refusals: ['conflict'],
    bodyLimit: BATCH_BYTES,
    input: z.strictObject({
      coopId: id,
      rows: rowsOf(
        z.strictObject({
          ...parcelFields,
          householdId: id.optional(),
          personId: id.optional(),
          areaMu: muAboveZero,
          from: day,
        }),
      ),
    }),
    output: z.object({ ids: z.array(id), areaMu: mu }),
  },
  recordProducts: {
    title: text('登记产品', 'Record products'),
    kind: 'write',
    path: '/cooperatives/:coopId/products',
    access: 'registry.write',
    scope: unitScope('coopId'),
    refusals: ['conflict'],
    input: z.strictObject({
      coopId: id,
      rows: z
        .array(
          z.strictObject({
            name: line(60),
            brand: line(60).optional(),
            /** 绿色食品, 有机, 地理标志 and so on. */
            certification: line(60).optional(),
            /** What it is counted in: 公斤, 棵, 人次. */
            measure: line(20),
            yearlyQuantity: quantity.optional(),
            from: day,
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({ ids: z.array(id) }),
  },
  recordJobs: {
    title: text('登记岗位', 'Record jobs'),
    kind: 'write',
    path: '/cooperatives/:coopId/jobs',
    access: 'registry.write',
    scope: unitScope('coopId'),
    refusals: ['conflict'],
    input: z.strictObject({
      coopId: id,
      rows: z
        .array(
          z.strictObject({
            title: line(60),
            posts: z.number().int().min(1).max(10_000),
            payBasis: z.enum(PAY_BASES),
            pay: yuanFromZero,
            season: line(60).optional(),
            from: day,
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({ ids: z.array(id) }),
  },
  recordLabourContracts: {
    title: text('登记用工合同', 'Record labour contracts'),
    kind: 'write',
    path: '/cooperatives/:coopId/labour-contracts',
    access: 'registry.write',
    scope: unitScope('coopId'),
    refusals: ['conflict'],
    bodyLimit: BATCH_BYTES,
    input: z.strictObject({
      coopId: id,
      rows: rowsOf(
        z.strictObject({
          number: line(60),
          jobId: id,
          personId: id,
          insured: z.boolean(),
          from: day,
          until: day.optional(),
        }),
      ),
    }),
    output: z.object({ ids: z.array(id) }),
  },
  endRecords: {
    title: text('终止地块、产品、岗位或用工合同', 'End parcels, products, jobs or contracts'),
    kind: 'write',
    path: '/cooperatives/:coopId/records/end',
    access: 'registry.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      of: z.enum(['parcel', 'product', 'job', 'contract']),
      ids: z.array(id).min(1).max(2000),
      on: day,
      reason,
    }),
    output: z.object({ ended: count }),
  },
  listProduction: {
    title: text('土地、产品与用工', 'Land, products and labour of a co-op'),
    kind: 'read',
    path: '/cooperatives/:coopId/production',
    access: 'registry.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, asOf }),
    output: z.object({
      asOf: day,
      parcels: z.array(
        z.object({
          id,
          ...parcelFields,
          household: z.object({ id, number: z.string() }).nullable(),
          /** Null without person.read. */
          holder: named.nullable(),
          areaMu: mu,
          validFrom: day,
        }),
      ),
      parcelAreaMu: mu,
      reportedAreaMu: mu.nullable(),
      households: count,
      products: z.array(
        z.object({
          id,
          name: z.string(),
          brand: z.string().nullable(),
          certification: z.string().nullable(),
          measure: z.string(),
          yearlyQuantity: quantity.nullable(),
          validFrom: day,
        }),
      ),
      jobs: z.array(
        z.object({
          id,
          title: z.string(),
          posts: count,
          filled: count,
          payBasis: z.enum(PAY_BASES),
          pay: yuanFromZero,
          season: z.string().nullable(),
          validFrom: day,
        }),
      ),
      contracts: z.array(
        z.object({
          id,
          number: z.string(),
          jobId: id,
          /** Null without person.read. */
          worker: named.nullable(),
          insured: z.boolean(),
          validFrom: day,
          validTo: day.nullable(),
        }),
      ),
      posts: count,
      workers: count,
      uninsured: count,
      countingRule: countingText,
    }),
  },
})
