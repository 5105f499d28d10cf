import { fraction, parseFraction } from '../../kernel/fraction.ts'
import { chinaDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../kernel/refusal.ts'
import { text } from '../../kernel/text.ts'
import type { Verbs } from '../../kernel/verb.ts'
import { takeNumbers } from '../../platform/counter.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { printable } from '../../platform/document/picture.ts'
import { writeDocx } from '../../platform/document/write-docx.ts'
import { writePdf } from '../../platform/document/write-pdf.ts'
import { FILE_BYTES, mediaTypeOf } from '../../platform/media-type.ts'
import { sha256 } from '../../platform/secrets.ts'
import { placesIn, tableOf, valueOf } from '../indicator/index.ts'
import type { showcaseContract } from './contract.ts'
import type { Body, Manuscript, Quoted } from './model.ts'
import { showcasePaper } from './rules/papers.ts'
import { unproved } from './rules/text.ts'
import { resolved } from './service/resolve.ts'
import {
  hashOf,
  openTo,
  rowOut,
  said,
  sayNumber,
  shownOut,
  STATE_WORDS,
} from './service/present.ts'
import * as store from './store.ts'

type All = Verbs<typeof showcaseContract, Ctx>

const notNow = (zh: string, en: string): Refusal => new Refusal('not_allowed_now', text(zh, en))

/** A case with its last version; refuses (`not_found`) what is not there. */
async function found(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly showcaseId: AnyId; readonly lock?: true },
) {
  const row = await store.caseRow(ctx, {
    unitId: of.unitId,
    id: of.showcaseId,
    lock: of.lock === true,
  })
  const last = row === null ? null : await store.versionOf(ctx, row.id)
  if (row === null || last === null) throw notFound()
  return { row, last }
}

/** Units told of must lie at or below the case's own, photographs in the case itself. */
async function refuseForeign(
  ctx: Ctx,
  of: { readonly unitId: AnyId; readonly caseId: AnyId; readonly manuscript: Manuscript },
): Promise<void> {
  const { unitIds, photos } = of.manuscript
  const units = await store.unitsBy(ctx, unitIds)
  const outside = unitIds.findIndex((id) => units.get(id)?.ancestors.includes(of.unitId) !== true)
  if (outside >= 0) {
    const why = text('不在本案例单位之内', 'does not lie inside the unit of the case')
    throw badInput([{ path: `$.unitIds[${outside}]`, text: why }])
  }
  for (const [i, { fileId }] of photos.entries()) {
    if ((await store.photoOf(ctx, { caseId: of.caseId, fileId })) === null) {
      const why = text('没有这张照片', 'no such photograph')
      throw badInput([{ path: `$.photos[${i}].fileId`, text: why }])
    }
  }
}

const writingVerbs: Pick<All, 'saveShowcase' | 'addShowcasePhoto'> = {
  saveShowcase: async (ctx, { unitId, showcaseId, reason, ...manuscript }) => {
    const known =
      showcaseId === undefined ? null : await found(ctx, { unitId, showcaseId, lock: true })
    const caseId = showcaseId ?? ctx.newId()
    await refuseForeign(ctx, { unitId, caseId, manuscript })
    const body = await resolved(ctx, manuscript)
    const hash = hashOf(body)
    const version = (known?.last.version ?? 0) + 1
    if (known === null) await store.insertCase(ctx, { id: caseId, unitId })
    else await store.moveCase(ctx, caseId, { state: 'draft' })
    await store.insertVersion(ctx, { caseId, version, body, sha256: hash, reason })
    await store.insertEvent(ctx, { caseId, act: 'write', version, said: reason })
    ctx.record({
      entity: 'showcase',
      id: caseId,
      after: { version, title: body.title, sha256: hash, figures: body.figures.length },
    })
    return { showcaseId: caseId, version, shown: shownOut(body, hash), flags: unproved(body) }
  },

  addShowcasePhoto: async (ctx, { unitId, showcaseId, name, content }) => {
    await found(ctx, { unitId, showcaseId })
    const bytes = Buffer.from(content, 'base64')
    if (bytes.length > FILE_BYTES) {
      throw new Refusal('too_large', text('文件超过 10 MB。', 'The file is larger than 10 MiB.'))
    }
    const mediaType = mediaTypeOf(bytes)
    if (mediaType === null || printable(bytes) === null) {
      const why = text('照片须为 JPEG 或 PNG', 'a photograph is JPEG or PNG')
      throw badInput([{ path: '$.content', text: why }])
    }
    const fileId = ctx.newId()
    await store.insertPhoto(ctx, {
      id: fileId,
      case_id: showcaseId,
      name,
      media_type: mediaType,
      sha256: sha256(bytes),
      content: bytes,
    })
    ctx.record({ entity: 'showcase', id: showcaseId, after: { photo: fileId } })
    return { fileId }
  },
}

/** What an act needs, with the reason why it is not allowed now; null when it is. */
function refusalOf(ctx: Ctx, act: string, { row, last }: Awaited<ReturnType<typeof found>>) {
  const open: readonly string[] = openTo(ctx, row, last)
  if (open.includes(act)) return null
  const flags = unproved(last.body)
  if (act === 'publish' && row.state === 'checked' && flags.length > 0) {
    const list = flags.map((flag) => `“${flag.said}”`).join('、')
    return notNow(
      `有 ${flags.length} 处数字没有出处:${list}。请改为指标引用,或注明申报来源。`,
      `${flags.length} numbers have no source: ${list}. Quote a figure or mark them as claims.`,
    )
  }
  if (act === 'check' && row.state === 'draft') {
    return notNow('撰写人不能审核自己的案例。', 'Who wrote it does not check it.')
  }
  return notNow('案例的状态不允许这样做。', 'The state of the case does not allow it.')
}

const NEXT = {
  check: 'checked',
  return: 'draft',
  publish: 'published',
  withdraw: 'withdrawn',
} as const

const countyVerbs: Pick<All, 'actOnShowcase' | 'verifyShowcase'> = {
  actOnShowcase: async (ctx, { unitId, showcaseId, version, act, said: words }) => {
    const one = await found(ctx, { unitId, showcaseId, lock: true })
    if (one.last.version !== version) {
      throw new Refusal('conflict', text('案例已有新版本。', 'There is a newer version.'))
    }
    const no = refusalOf(ctx, act, one)
    if (no !== null) throw no
    if ((act === 'return' || act === 'withdraw') && words === '') {
      throw badInput([{ path: '$.said', text: text('请说明原因', 'give the reason') }])
    }
    let { year, number, published } = one.row
    if (act === 'publish') {
      published = version
      if (year === null) {
        year = Number(ctx.today.slice(0, 4))
        number = await takeNumbers(ctx, { unitId: '', kind: 'showcase', year })
      }
    }
    if (act === 'withdraw') published = null
    await store.moveCase(ctx, showcaseId, { state: NEXT[act], year, number, published })
    await store.insertEvent(ctx, { caseId: showcaseId, act, version, said: words })
    ctx.record({ entity: 'showcase', id: showcaseId, after: { act, version, said: words } })
    return { state: NEXT[act], number: sayNumber({ year, number }) }
  },

  verifyShowcase: async (ctx, { unitId, showcaseId }) => {
    const { last } = await found(ctx, { unitId, showcaseId })
    const figures = []
    for (const one of last.body.figures) {
      figures.push({ ref: one.ref, holds: await stillHolds(ctx, one) })
    }
    const reckoned = hashOf(last.body)
    return {
      version: last.version,
      sha256: last.sha256,
      reckoned,
      figures,
      holds: reckoned === last.sha256 && figures.every(({ holds }) => holds),
    }
  },
}

/** Whether the edition a number was taken from still says the same. */
async function stillHolds(ctx: Ctx, one: Quoted): Promise<boolean> {
  const { table, edition } = await tableOf(
    ctx,
    { editionId: one.editionId },
    { wanted: { around: one.unitId } },
  )
  const unit = table.units.find(({ unitId }) => unitId === one.unitId)
  const spec = table.definitions.indicators.find(({ id }) => id === one.indicator)
  if (unit === undefined || spec === undefined) return false
  const { value } = valueOf(unit, spec, placesIn(table))
  const kept = parseFraction(one.value) ?? fraction(0)
  return edition?.hash === one.editionHash && value?.num === kept.num && value.den === kept.den
}

const readingVerbs: Pick<All, 'listShowcases' | 'readShowcase' | 'readShowcasePhoto'> = {
  listShowcases: async (ctx, { state, q, limit, offset }) => {
    const rows = await store.listedCases(ctx, { state, q })
    return { total: rows.length, rows: rows.slice(offset, offset + limit).map(rowOut) }
  },

  readShowcase: async (ctx, { unitId, showcaseId, version }) => {
    const { row, last } = await found(ctx, { unitId, showcaseId })
    const wanted = version === undefined ? last : await store.versionOf(ctx, showcaseId, version)
    if (wanted === null) throw notFound()
    const { body } = wanted
    const units = await store.unitsBy(ctx, [unitId, ...body.unitIds])
    const events = await store.eventsOf(ctx, showcaseId)
    const changed = events.at(-1)?.on ?? ctx.today
    const named = (id: AnyId) => ({ id, name: units.get(id)?.name ?? '' })
    const listed = {
      ...row,
      unit_name: named(unitId).name,
      version: last.version,
      body: last.body,
      changed_on: changed,
    }
    return {
      head: rowOut(listed),
      version: wanted.version,
      reason: wanted.reason,
      by: wanted.by,
      manuscript: {
        title: body.title,
        summary: body.summary,
        units: body.unitIds.map(named),
        sections: body.sections.map((section) => ({ ...section })),
        claims: body.claims.map((claim) => ({ ...claim })),
        photos: body.photos.map((photo) => ({ ...photo })),
      },
      shown: shownOut(body, wanted.sha256),
      flags: unproved(body),
      open: openTo(ctx, row, last),
      events: events.map((event) => ({ ...event })),
    }
  },

  readShowcasePhoto: async (ctx, { unitId, showcaseId, fileId }) => {
    await found(ctx, { unitId, showcaseId })
    return photoFile(ctx, showcaseId, fileId)
  },
}

async function photoFile(ctx: Ctx, caseId: AnyId, fileId: AnyId) {
  const photo = await store.photoOf(ctx, { caseId, fileId })
  if (photo === null) throw notFound()
  const { name, media_type: mediaType, content } = photo
  return { name, mediaType, content: content.toString('base64') }
}

/** A case that is out, with the version that is; refuses (`not_found`) any other, as if it were not there. */
async function published(ctx: Ctx, showcaseId: AnyId) {
  const [row] = ctx.county === 0 ? [] : await store.publishedCases(ctx, showcaseId)
  const version =
    row === undefined || row.published === null
      ? null
      : await store.versionOf(ctx, showcaseId, row.published)
  if (row === undefined || version === null) throw notFound()
  return { row, version }
}

const publicVerbs: Pick<
  All,
  'listPublicShowcases' | 'readPublicShowcase' | 'readPublicShowcasePhoto'
> = {
  listPublicShowcases: async (ctx) => {
    if (ctx.county === 0) return { county: '', rows: [] }
    const rows = []
    for (const row of await store.publishedCases(ctx, null)) {
      const version = await store.versionOf(ctx, row.id, row.published ?? 0)
      if (version === null) continue
      const { body } = version
      rows.push({
        showcaseId: row.id,
        number: sayNumber(row) ?? '',
        title: said(body.title, body),
        summary: said(body.summary, body),
        units: [...body.units],
        publishedOn: row.published_on,
      })
    }
    return { county: (await store.countyOf(ctx)).name, rows }
  },

  readPublicShowcase: async (ctx, { showcaseId }) => {
    const { row, version } = await published(ctx, showcaseId)
    return {
      county: (await store.countyOf(ctx)).name,
      number: sayNumber(row) ?? '',
      publishedOn: row.published_on,
      shown: shownOut(version.body, version.sha256),
    }
  },

  readPublicShowcasePhoto: async (ctx, { showcaseId, fileId }) => {
    const { version } = await published(ctx, showcaseId)
    if (!version.body.photos.some((photo) => photo.fileId === fileId)) throw notFound()
    return photoFile(ctx, showcaseId, fileId)
  },
}

const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

async function picturesOf(ctx: Ctx, caseId: AnyId, body: Body) {
  const pictures = []
  for (const { fileId, caption } of body.photos) {
    const photo = await store.photoOf(ctx, { caseId, fileId })
    const shown = photo === null ? null : printable(photo.content)
    if (shown !== null) pictures.push({ ...shown, caption })
  }
  return pictures
}

const paperVerbs: Pick<All, 'printShowcase'> = {
  printShowcase: async (ctx, { unitId, showcaseId, format }) => {
    const { row, last } = await found(ctx, { unitId, showcaseId })
    const county = await store.countyOf(ctx)
    const number = sayNumber(row)
    const open = row.published === last.version
    const query = `county=${county.code}&case=${showcaseId}`
    const paper = showcasePaper(last.body, {
      number: number ?? '',
      state: STATE_WORDS[row.state],
      version: last.version,
      sha256: last.sha256,
      county: county.name,
      pictures: await picturesOf(ctx, showcaseId, last.body),
      code: {
        content: `${ctx.publicAddress}${open ? `/public?${query}` : `/showcase/${unitId}/${showcaseId}`}`,
        caption: number ?? '典型案例(未编号)',
      },
    })
    const head = ctx.anchors().at(-1)
    const foot = {
      printed: `打印日期:${chinaDate(ctx.now)}`,
      proof: head === undefined ? null : `审计链 第${head.seq}号 ${head.hash.slice(0, 16)}`,
    }
    const bytes = await (format === 'pdf' ? writePdf : writeDocx)(paper, foot, { at: ctx.now })
    return {
      name: `${paper.title}.${format}`.replaceAll(/[\\/:*?"<>|]/g, '·'),
      mediaType: MEDIA[format],
      content: bytes.toString('base64'),
    }
  },
}

export const showcaseVerbs: All = {
  ...writingVerbs,
  ...countyVerbs,
  ...readingVerbs,
  ...publicVerbs,
  ...paperVerbs,
}
