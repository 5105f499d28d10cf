import { z } from 'zod'
import { day, fractionSchema, id, line, page } from '../../kernel/schema.ts'
import { text } from '../../kernel/text.ts'
import { defineVerbs, LIST_SCOPE, NO_SCOPE, unitScope } from '../../kernel/verb.ts'

const STATES = ['draft', 'checked', 'published', 'withdrawn'] as const
const ACTS = ['write', 'check', 'return', 'publish', 'withdraw'] as const
const UNIT = unitScope('unitId')
const STOPS = ['not_allowed_now', 'conflict'] as const
const count = z.number().int()
const named = z.object({ id, name: z.string() })
const state = z.enum(STATES)
const fileOut = z.object({ name: z.string(), mediaType: z.string(), content: z.string() })
const lines = (max: number) => z.string().trim().min(1, { error: 'empty' }).max(max)

/** What people write; numbers of the county as `{{indicator|unit|period}}`. */
const manuscript = {
  title: line(60),
  summary: lines(400),
  /** The units it tells of, at most six. */
  unitIds: z.array(id).min(1).max(6),
  sections: z
    .array(z.strictObject({ heading: line(40), text: lines(4_000) }))
    .min(1)
    .max(12),
  /** Numbers that no edition holds: the words as they stand in the text, and their source. */
  claims: z
    .array(z.strictObject({ said: line(40), source: line(200) }))
    .max(40)
    .default([]),
  photos: z
    .array(z.strictObject({ fileId: id, caption: z.string().trim().max(80).default('') }))
    .max(9)
    .default([]),
}

const run = z.object({ text: z.string(), figure: count.nullable(), claim: count.nullable() })

const shown = z.object({
  title: z.array(run),
  summary: z.array(run),
  units: z.array(z.string()),
  sections: z.array(z.object({ heading: z.array(run), paragraphs: z.array(z.array(run)) })),
  figures: z.array(
    z.object({
      ref: z.string(),
      indicator: z.string(),
      title: z.string(),
      unitId: id,
      unitName: z.string(),
      period: z.string(),
      periodTitle: z.string(),
      editionId: id,
      edition: count,
      editionHash: z.string(),
      value: fractionSchema,
      shown: z.string(),
      mark: z.enum(['actual', 'estimate', 'claim']),
    }),
  ),
  claims: z.array(z.object({ said: z.string(), source: z.string() })),
  photos: z.array(z.object({ fileId: id, caption: z.string() })),
  sha256: z.string(),
})

const flag = z.object({ path: z.string(), said: z.string() })

const row = z.object({
  showcaseId: id,
  unit: named,
  title: z.string(),
  summary: z.string(),
  state,
  number: z.string().nullable(),
  version: count,
  /** The version that is out. */
  published: count.nullable(),
  changedOn: day,
  flags: count,
  photo: id.nullable(),
})

const county = z.string().regex(/^\d{6}$/, { error: 'slip_county' })

/** Typical cases: written below, checked and published by the county, read by everybody. */
export const showcaseContract = defineVerbs({
  listShowcases: {
    title: text('典型案例', 'Cases'),
    kind: 'read',
    path: '/showcases',
    access: 'showcase.read',
    scope: LIST_SCOPE,
    input: z.strictObject({ state: state.optional(), q: z.string().max(60).optional(), ...page }),
    output: z.object({ total: count, rows: z.array(row) }),
  },
  readShowcase: {
    title: text('查看案例', 'Read a case'),
    kind: 'read',
    path: '/units/:unitId/showcases/:showcaseId',
    access: 'showcase.read',
    scope: UNIT,
    /** Without a version the last one. */
    input: z.strictObject({
      unitId: id,
      showcaseId: id,
      version: z.coerce.number().int().optional(),
    }),
    output: z.object({
      head: row,
      version: count,
      reason: z.string(),
      by: z.string(),
      manuscript: z.object({
        title: z.string(),
        summary: z.string(),
        units: z.array(named),
        sections: z.array(z.object({ heading: z.string(), text: z.string() })),
        claims: z.array(z.object({ said: z.string(), source: z.string() })),
        photos: z.array(z.object({ fileId: id, caption: z.string() })),
      }),
      shown,
      flags: z.array(flag),
      open: z.array(z.enum(ACTS)),
      events: z.array(
        z.object({ act: z.enum(ACTS), version: count, on: day, by: z.string(), said: z.string() }),
      ),
    }),
  },
  /** A new version; the dry run shows it with its numbers and what stands in the way of publication. */
  saveShowcase: {
    title: text('撰写案例', 'Write a case'),
    kind: 'write',
    path: '/units/:unitId/showcases',
    access: 'showcase.write',
    scope: UNIT,
    input: z.strictObject({
      unitId: id,
      /** Left out for a new one. */
      showcaseId: id.optional(),
      ...manuscript,
      reason: line(200),
    }),
    output: z.object({ showcaseId: id, version: count, shown, flags: z.array(flag) }),
    refusals: STOPS,
  },
  addShowcasePhoto: {
    title: text('上传案例照片', 'Add a photograph'),
    kind: 'write',
    path: '/units/:unitId/showcases/:showcaseId/photos',
    access: 'showcase.write',
    scope: UNIT,
    secret: ['content'],
    bodyLimit: 16 * 1024 * 1024,
    /** JPEG, PNG, WebP or HEIC of at most 10 MiB, base64. */
    input: z.strictObject({
      unitId: id,
      showcaseId: id,
      name: line(200),
      content: z.string().min(1, { error: 'empty' }),
    }),
    output: z.object({ fileId: id }),
    refusals: ['too_large'],
  },
  readShowcasePhoto: {
    title: text('查看案例照片', 'See a photograph'),
    kind: 'read',
    path: '/units/:unitId/showcases/:showcaseId/photos/:fileId',
    access: 'showcase.read',
    scope: UNIT,
    download: true,
    input: z.strictObject({ unitId: id, showcaseId: id, fileId: id }),
    output: fileOut,
  },
  actOnShowcase: {
    title: text('审核发布案例', 'Check, publish or withdraw a case'),
    kind: 'write',
    path: '/units/:unitId/showcases/:showcaseId/act',
    access: 'showcase.check',
    scope: UNIT,
    /** `version`: the one that was read; another one since then is a conflict. Returning and withdrawing say why. */
    input: z.strictObject({
      unitId: id,
      showcaseId: id,
      version: count,
      act: z.enum(['check', 'return', 'publish', 'withdraw']),
      said: z.string().trim().max(200).default(''),
    }),
    output: z.object({ state, number: z.string().nullable() }),
    refusals: STOPS,
  },
  verifyShowcase: {
    title: text('核对案例数字', 'Verify the numbers of a case'),
    kind: 'read',
    path: '/units/:unitId/showcases/:showcaseId/verification',
    access: 'showcase.read',
    scope: UNIT,
    input: z.strictObject({ unitId: id, showcaseId: id }),
    output: z.object({
      version: count,
      sha256: z.string(),
      reckoned: z.string(),
      figures: z.array(z.object({ ref: z.string(), holds: z.boolean() })),
      holds: z.boolean(),
    }),
  },
  printShowcase: {
    title: text('打印案例', 'Print a case'),
    kind: 'read',
    path: '/units/:unitId/showcases/:showcaseId/paper',
    access: 'showcase.read',
    scope: UNIT,
    download: true,
    audited: true,
    input: z.strictObject({
      unitId: id,
      showcaseId: id,
      format: z.enum(['pdf', 'docx']).default('pdf'),
    }),
    output: fileOut,
  },
  listPublicShowcases: {
    title: text('公开的典型案例', 'Published cases'),
    kind: 'read',
    path: '/public/showcases/:county',
    access: 'public',
    scope: NO_SCOPE,
    countyFrom: 'county',
    input: z.strictObject({ county }),
    output: z.object({
      county: z.string(),
      rows: z.array(
        z.object({
          showcaseId: id,
          number: z.string(),
          title: z.string(),
          summary: z.string(),
          units: z.array(z.string()),
          publishedOn: day,
        }),
      ),
    }),
  },
  readPublicShowcase: {
    title: text('阅读公开案例', 'Read a published case'),
    kind: 'read',
    path: '/public/showcases/:county/:showcaseId',
    access: 'public',
    scope: NO_SCOPE,
    countyFrom: 'county',
    input: z.strictObject({ county, showcaseId: id }),
    output: z.object({
      county: z.string(),
      number: z.string(),
      publishedOn: day,
      shown,
    }),
  },
  readPublicShowcasePhoto: {
    title: text('公开案例的照片', 'A photograph of a published case'),
    kind: 'read',
    path: '/public/showcases/:county/:showcaseId/photos/:fileId',
    access: 'public',
    scope: NO_SCOPE,
    countyFrom: 'county',
    download: true,
    input: z.strictObject({ county, showcaseId: id, fileId: id }),
    output: fileOut,
  },
})
