import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  listBranches,
  listCollectives,
  listCooperatives,
  listHouseholds,
  listPersons,
  listUnions,
  listVillages,
} from '../../registry/index.ts'
import {
  listCertificates,
  listCurrentChecks,
  listRegisters,
  listShareEvents,
  readRegister,
} from '../../shares/index.ts'
import type { exchangeContract } from '../contract.ts'
import * as columns from './columns.ts'
import { type ExportColumn, exportTable } from './print.ts'

type All = Verbs<typeof exchangeContract, Ctx>
type ExportVerbs = Pick<
  All,
  | 'exportCooperatives'
  | 'exportVillages'
  | 'exportHouseholds'
  | 'exportPersons'
  | 'exportCollectives'
  | 'exportBranches'
  | 'exportUnions'
  | 'exportRegisters'
  | 'exportFindings'
  | 'exportRegister'
  | 'exportCertificates'
  | 'exportShareEvents'
>

const PAGE = 500

interface Slice<Row> {
  readonly total: number
  readonly rows: readonly Row[]
}

/** All pages of a list, one after the other, with the filters of the export. */
async function everyPage<Row>(
  page: (at: { limit: number; offset: number }) => Promise<Slice<Row>>,
): Promise<Row[]> {
  const all: Row[] = []
  for (let offset = 0; ; offset += PAGE) {
    const { total, rows } = await page({ limit: PAGE, offset })
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) return all
  }
}

interface Asked {
  readonly format: 'xlsx' | 'csv'
  readonly language: 'zh' | 'en'
}

const file = async <Row>(
  ctx: Ctx,
  asked: Asked,
  table: {
    readonly title: keyof typeof columns.TITLES
    readonly columns: readonly ExportColumn<Row>[]
    readonly rows: readonly Row[]
  },
) => {
  ctx.record({ entity: 'export', id: table.title, after: { rows: table.rows.length } })
  const { title, ...rest } = table
  return await exportTable({ ...rest, title: columns.TITLES[title], today: ctx.today }, asked)
}

export const exportVerbs: ExportVerbs = {
  exportCooperatives: async (ctx, { format, language, ...filter }) => {
    const rows = await everyPage((at) => listCooperatives(ctx, { ...filter, ...at }))
    const table = { title: 'cooperatives', columns: columns.COOPERATIVES, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportVillages: async (ctx, { format, language, ...filter }) => {
    const rows = await everyPage((at) => listVillages(ctx, { ...filter, ...at }))
    const table = { title: 'villages', columns: columns.VILLAGES, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportHouseholds: async (ctx, { format, language, ...filter }) => {
    const rows = await everyPage((at) => listHouseholds(ctx, { ...filter, ...at }))
    const table = { title: 'households', columns: columns.HOUSEHOLDS, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportPersons: async (ctx, { format, language, ...filter }) => {
    const rows = await everyPage((at) => listPersons(ctx, { ...filter, ...at }))
    const table = { title: 'persons', columns: columns.PERSONS, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportCollectives: async (ctx, { format, language, ...filter }) => {
    const rows = await everyPage((at) => listCollectives(ctx, { ...filter, ...at }))
    const table = { title: 'collectives', columns: columns.COLLECTIVES, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportBranches: async (ctx, { format, language, ...filter }) => {
    const rows = await everyPage((at) => listBranches(ctx, { ...filter, ...at }))
    const table = { title: 'branches', columns: columns.BRANCHES, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportUnions: async (ctx, { format, language, ...filter }) => {
    const rows = await everyPage((at) => listUnions(ctx, { ...filter, ...at }))
    const table = { title: 'unions', columns: columns.UNIONS, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportRegisters: async (ctx, { format, language, ...filter }) => {
    const rows = await everyPage(async (at) => {
      const { total, registers } = await listRegisters(ctx, { ...filter, ...at })
      return { total, rows: registers }
    })
    const table = { title: 'registers', columns: columns.REGISTERS, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportFindings: async (ctx, { format, language, ...filter }) => {
    const rows = await everyPage((at) => listCurrentChecks(ctx, { ...filter, ...at }))
    const table = { title: 'findings', columns: columns.FINDINGS, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportRegister: async (ctx, { format, language, ...filter }) => {
    const { rows } = await readRegister(ctx, filter)
    const table = { title: 'register', columns: columns.REGISTER, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportCertificates: async (ctx, { format, language, ...filter }) => {
    const rows = await everyPage(async (at) => {
      const { total, certificates } = await listCertificates(ctx, { ...filter, ...at })
      return { total, rows: certificates }
    })
    const table = { title: 'certificates', columns: columns.CERTIFICATES, rows } as const
    return await file(ctx, { format, language }, table)
  },

  exportShareEvents: async (ctx, { format, language, ...filter }) => {
    const events = await everyPage(async (at) => {
      const { total, events: rows } = await listShareEvents(ctx, { ...filter, ...at })
      return { total, rows }
    })
    const rows = events.flatMap((event) => event.lines.map((line) => ({ ...event, line })))
    const table = { title: 'events', columns: columns.EVENTS, rows } as const
    return await file(ctx, { format, language }, table)
  },
}
