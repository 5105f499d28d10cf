import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, fractionSchema, id, line, page, paragraph } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, scopeOf, unitScope } from '../../../kernel/verb.ts'
import { code, named, quantity, quantityAboveZero } from './words.ts'

export const ASSET_KIND = z.enum([
  'land',
  'building',
  'water',
  'machine',
  'facility',
  'fund',
  'skill',
])
export const OWNER = z.enum(['collective', 'household', 'enterprise', 'state', 'other'])
const PROJECT = scopeOf('founding', 'projectId')

const assetRow = z.object({
  assetId: id,
  village: named,
  kind: ASSET_KIND,
  name: z.string(),
  owner: OWNER,
  ownerName: z.string(),
  quantity: z.string(),
  measure: z.string(),
  place: z.string(),
  note: z.string(),
  idle: z.string(),
  usedFor: z.string(),
  since: day,
  /** (quantity − idle) ÷ quantity. */
  utilisation: fractionSchema,
  projects: z.array(z.object({ projectId: id, name: z.string(), quantity: z.string() })),
})

/** Idle assets and resources of villages (盘活闲置资产资源): land, buildings, water, machines, funds, skills. */
export const assetVerbs = defineVerbs({
  recordAssets: {
    title: text('登记资产资源', 'Record assets of a village'),
    kind: 'write',
    path: '/villages/:villageId/assets',
    access: 'founding.write',
    scope: unitScope('villageId'),
    input: z.strictObject({
      villageId: id,
      rows: z
        .array(
          z.strictObject({
            kind: ASSET_KIND,
            name: line(100),
            owner: OWNER,
            ownerName: paragraph(100).default(''),
            quantity: quantityAboveZero,
            /** 亩, 平方米, 台, 元, 人. */
            measure: line(10),
            place: paragraph(100).default(''),
            note: paragraph(500).default(''),
            idle: quantity,
            usedFor: paragraph(200).default(''),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({ ids: z.array(id) }),
  },
  changeAsset: {
    title: text('更新闲置情况', 'Say how much of an asset lies idle'),
    kind: 'write',
    path: '/villages/:villageId/assets/:assetId',
    access: 'founding.write',
    scope: unitScope('villageId'),
    input: z.strictObject({
      villageId: id,
      assetId: id,
      idle: quantity,
      usedFor: paragraph(200).default(''),
    }),
    output: z.object({}),
    refusals: ['not_allowed_now', 'conflict'],
  },
  endAsset: {
    title: text('注销资产资源', 'End an asset'),
    kind: 'write',
    path: '/villages/:villageId/assets/:assetId/end',
    access: 'founding.write',
    scope: unitScope('villageId'),
    input: z.strictObject({ villageId: id, assetId: id, why: line(200) }),
    output: z.object({}),
    refusals: ['not_allowed_now'],
  },
  matchAsset: {
    title: text('资产配对项目', 'Set an asset down for a project'),
    kind: 'write',
    path: '/foundings/:projectId/assets',
    access: 'founding.write',
    scope: PROJECT,
    /** '0' takes the match back. What is set down for all projects together cannot exceed what lies idle. */
    input: z.strictObject({
      projectId: id,
      assetId: id,
      quantity,
      note: paragraph(200).default(''),
    }),
    output: z.object({ left: z.string() }),
    refusals: ['not_allowed_now'],
  },
  suggestAssets: {
    title: text('可用于项目的闲置资产', 'Idle assets that suit a project'),
    kind: 'read',
    path: '/foundings/:projectId/assets',
    access: 'founding.read',
    scope: PROJECT,
    input: z.strictObject({ projectId: id }),
    output: z.object({
      rows: z.array(
        assetRow.extend({
          /** Idle, less what is set down for any project. */
          free: z.string(),
          matched: z.string(),
          suits: z.boolean(),
          reason: textSchema.nullable(),
        }),
      ),
    }),
  },
  listAssets: {
    title: text('资产资源清单', 'Assets and resources'),
    kind: 'read',
    path: '/assets',
    access: 'founding.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      unitId: id.optional(),
      kind: ASSET_KIND.optional(),
      measure: line(10).optional(),
      idle: z.stringbool().optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      /** What can be added up: one kind in one measure. Utilisation is of the whole quantity. */
      sums: z.array(
        z.object({
          kind: ASSET_KIND,
          measure: z.string(),
          assets: z.number().int(),
          quantity: z.string(),
          idle: z.string(),
          utilisation: fractionSchema,
        }),
      ),
      rows: z.array(assetRow),
    }),
  },
  assetRollUp: {
    title: text('资产利用率汇总', 'Utilisation by town or village'),
    kind: 'read',
    path: '/asset-roll-up',
    access: 'founding.read',
    scope: LIST_SCOPE,
    input: z.strictObject({
      by: z.enum(['town', 'village']).default('town'),
      unitId: id.optional(),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          unit: named,
          kind: ASSET_KIND,
          measure: z.string(),
          assets: z.number().int(),
          quantity: z.string(),
          idle: z.string(),
          utilisation: fractionSchema,
        }),
      ),
    }),
  },
  assetCandidates: {
    title: text('按产业找候选村', 'Villages whose idle assets suit an industry'),
    kind: 'read',
    path: '/asset-candidates',
    access: 'founding.read',
    scope: LIST_SCOPE,
    /** Villages that have the industry, and in them what lies idle. */
    input: z.strictObject({ industry: code.optional(), ...page }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          village: named,
          cooperatives: z.number().int(),
          idle: z.array(z.object({ kind: ASSET_KIND, measure: z.string(), quantity: z.string() })),
        }),
      ),
    }),
  },
})
