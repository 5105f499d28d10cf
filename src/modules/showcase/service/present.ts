import { fraction, parseFraction } from '../../../kernel/fraction.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { canonicalJson } from '../../../platform/audit.ts'
import { sha256 } from '../../../platform/secrets.ts'
import type { Act, Body, State } from '../model.ts'
import { runsOf, unproved } from '../rules/text.ts'
import type { CaseRow, Listed, VersionRow } from '../store.ts'

/** The fingerprint of a version: SHA-256 over its canonical text. */
export const hashOf = (body: Body): string => sha256(canonicalJson(body))

/** 典型案例 2020年第3号; null before its first publication. */
export const sayNumber = (row: Pick<CaseRow, 'year' | 'number'>): string | null =>
  row.year === null || row.number === null ? null : `典型案例${row.year}年第${row.number}号`

export const STATE_WORDS: Readonly<Record<State, string>> = {
  draft: '(草稿)',
  checked: '(已审核,未发布)',
  published: '',
  withdrawn: '(已撤回)',
}

/** A version as pages show it: texts cut into words, numbers and claims. */
export const shownOut = (body: Body, hash: string) => ({
  title: runsOf(body.title, body),
  summary: runsOf(body.summary, body),
  units: [...body.units],
  sections: body.sections.map(({ heading, text }) => ({
    heading: runsOf(heading, body),
    paragraphs: text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => runsOf(line, body)),
  })),
  figures: body.figures.map(({ value, ...figure }) => ({
    ...figure,
    value: parseFraction(value) ?? fraction(0),
  })),
  claims: body.claims.map((claim) => ({ ...claim })),
  photos: body.photos.map((photo) => ({ ...photo })),
  sha256: hash,
})

/** A text whose references are numbers, for lists and titles. */
export const said = (text: string, body: Body): string =>
  runsOf(text, body)
    .map((run) => run.text)
    .join('')

export const rowOut = (row: Listed) => ({
  showcaseId: row.id,
  unit: { id: row.unit_id, name: row.unit_name },
  title: said(row.body.title, row.body),
  summary: said(row.body.summary, row.body),
  state: row.state,
  number: sayNumber(row),
  version: row.version,
  published: row.published,
  changedOn: row.changed_on,
  flags: unproved(row.body).length,
  photo: row.body.photos[0]?.fileId ?? null,
})

/** What the caller may do with the last version. */
export function openTo(ctx: Ctx, row: CaseRow, last: VersionRow): Act[] {
  const own =
    ctx.actor.kind === 'account' && last.accountId !== null
      ? ctx.actor.accountId === last.accountId
      : false
  const county = ctx.may('showcase.check')
  const ready = unproved(last.body).length === 0
  const acts: Act[] = []
  if (ctx.may('showcase.write')) acts.push('write')
  if (county && row.state === 'draft' && !own) acts.push('check')
  if (county && row.state === 'checked') acts.push('return')
  if (county && row.state === 'checked' && ready) acts.push('publish')
  if (county && row.published !== null) acts.push('withdraw')
  return acts
}
