import { createHash } from 'node:crypto'
import { must } from '../../../kernel/assert.ts'
import { chinaDate } from '../../../kernel/date.ts'
import type { Paper } from '../../../kernel/paper.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import type { approvalsContract } from '../contract.ts'
import { SHIPPED_PROCESSES } from '../data/processes.ts'
import type { Values } from '../model.ts'
import { stepNowOf } from '../rules/act.ts'
import { handbookOf } from '../rules/handbook.ts'
import { sheetOf } from '../rules/sheet.ts'
import { countyName } from '../store/cases.ts'
import { draftRows, insertPrint, nextPrint, saveDraft } from '../store/drafts.ts'
import { loadCase, refuseStranger, stepHere } from './acts.ts'
import { sayNumber, saySerial } from './present.ts'
import { currentProcess } from './processes.ts'

type PaperVerbs = Pick<
  Verbs<typeof approvalsContract, Ctx>,
  'saveStepDraft' | 'printCasePaper' | 'printHandbook'
>

const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** The head of the county's audit chain that was last written down outside the database, for the foot of papers. */
function chainHead(ctx: Ctx): string | null {
  const head = ctx.anchors().at(-1)
  return head === undefined ? null : `审计链 第${head.seq}号 ${head.hash.slice(0, 16)}`
}

/** A paper as a file, with the day of printing, its number and the head of the audit chain at its foot. */
async function fileOf(
  ctx: Ctx,
  paper: Paper,
  { format, serial }: { readonly format: 'pdf' | 'docx'; readonly serial: string | null },
) {
  const proof = [serial, chainHead(ctx)].filter((part) => part !== null).join('　')
  const foot = { printed: `打印日期：${chinaDate(ctx.now)}`, proof: proof === '' ? null : proof }
  const write = format === 'pdf' ? writePdf : writeDocx
  const bytes = await write(paper, foot, { at: ctx.now })
  return {
    name: `${paper.title}.${format}`,
    mediaType: MEDIA[format],
    content: bytes.toString('base64'),
  }
}

export const paperVerbs: PaperVerbs = {
  saveStepDraft: async (ctx, { caseId, step, values }) => {
    const found = await loadCase(ctx, caseId, true)
    await refuseStranger(ctx, found, step)
    const { round } = must(stepNowOf(found, step), step)
    await saveDraft(ctx, { caseId, step, round, values: values as Values })
    return {}
  },

  printCasePaper: async (ctx, { caseId, step: key, kind, format }) => {
    const found = await loadCase(ctx, caseId, false)
    const step = stepHere(found.process, key)
    const now = must(stepNowOf(found, key), key)
    const paper = step.papers.find((one) => one.kind === kind && one.source === 'form')
    if (paper === undefined) throw notFound()
    const draft = (await draftRows(ctx, caseId)).find(
      (one) => one.step === key && one.round === now.round,
    )
    const signed = now.seats.some((seat) => seat.signed !== null)
    const values = signed ? now.values : ((draft?.values ?? {}) as Values)
    const place = await nextPrint(ctx)
    const serial = saySerial(place)
    const units = found.chain.filter(({ kind: level }) => level !== 'county').toReversed()
    const sheet = sheetOf(
      { process: found.process, step, paper },
      { facts: found.facts, values },
      {
        number: sayNumber(found.row),
        caseTitle: found.row.title,
        unit: units.map(({ name }) => name).join(' '),
        serial,
        address: `${ctx.publicAddress}/cases/${caseId}?step=${key}&paper=${kind}`,
      },
    )
    const sha256 = createHash('sha256').update(JSON.stringify(sheet)).digest('hex')
    const { round } = now
    await insertPrint(ctx, { ...place, case_id: caseId, step: key, kind, round, format, sha256 })
    ctx.record({ entity: 'case', id: caseId, after: { printed: serial, step: key, kind, sha256 } })
    return { serial, ...(await fileOf(ctx, sheet, { format, serial })) }
  },

  printHandbook: async (ctx, { process: only, format }) => {
    const ids = SHIPPED_PROCESSES.map(({ id }) => id).filter((id) => id === (only ?? id))
    if (ids.length === 0) throw notFound()
    const processes = []
    for (const id of ids) {
      const { process, origin, row } = await currentProcess(ctx, id)
      const since = row === null ? '' : `,${row.valid_from} 起`
      const said = origin === 'county' ? `本县${since}(${row?.source ?? ''})` : '系统自带'
      processes.push({ process, origin: said })
    }
    const paper = handbookOf(processes, { county: await countyName(ctx), day: ctx.today })
    return fileOf(ctx, paper, { format, serial: null })
  },
}
