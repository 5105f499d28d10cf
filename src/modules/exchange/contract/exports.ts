import { z } from 'zod'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, type VerbSpec } from '../../../kernel/verb.ts'
import { registryContract } from '../../registry/contract.ts'
import { sharesContract } from '../../shares/contract.ts'

const PAGE = { limit: true, offset: true } as const
const formats = {
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  language: z.enum(['zh', 'en']).default('zh'),
}

/** An export asks for the permission and the scope of the list it prints, and leaves an audit row. */
const printed = <S extends VerbSpec>(spec: S) => ({
  kind: 'read' as const,
  access: spec.access as S['access'],
  scope: spec.scope as S['scope'],
  download: true,
  audited: true,
  output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
})

const {
  listCooperatives,
  listVillages,
  listHouseholds,
  listPersons,
  listCollectives,
  listBranches,
  listUnions,
} = registryContract
const { listRegisters, listCurrentChecks, readRegister, listCertificates, listShareEvents } =
  sharesContract

/** Every list as a file, with the filters of the list: what is on the screen is what is in the file. */
export const exportVerbs = defineVerbs({
  exportCooperatives: {
    ...printed(listCooperatives),
    title: text('导出合作社名册', 'Export co-ops'),
    path: '/exports/cooperatives',
    input: listCooperatives.input.omit(PAGE).extend(formats),
  },
  exportVillages: {
    ...printed(listVillages),
    title: text('导出村名册', 'Export villages'),
    path: '/exports/villages',
    input: listVillages.input.omit(PAGE).extend(formats),
  },
  exportHouseholds: {
    ...printed(listHouseholds),
    title: text('导出农户名册', 'Export households'),
    path: '/exports/households',
    input: listHouseholds.input.omit(PAGE).extend(formats),
  },
  exportPersons: {
    ...printed(listPersons),
    title: text('导出人员名册', 'Export persons'),
    path: '/exports/persons',
    input: listPersons.input.omit(PAGE).extend(formats),
  },
  exportCollectives: {
    ...printed(listCollectives),
    title: text('导出村集体名册', 'Export collectives'),
    path: '/exports/collectives',
    input: listCollectives.input.omit(PAGE).extend(formats),
  },
  exportBranches: {
    ...printed(listBranches),
    title: text('导出党支部名册', 'Export branches'),
    path: '/exports/branches',
    input: listBranches.input.omit(PAGE).extend(formats),
  },
  exportUnions: {
    ...printed(listUnions),
    title: text('导出联合社名册', 'Export unions'),
    path: '/exports/unions',
    input: listUnions.input.omit(PAGE).extend(formats),
  },
  exportRegisters: {
    ...printed(listRegisters),
    title: text('导出全县股权汇总', 'Export the registers of the county'),
    path: '/exports/registers',
    input: listRegisters.input.omit(PAGE).extend(formats),
  },
  exportFindings: {
    ...printed(listCurrentChecks),
    title: text('导出合规状况', 'Export findings'),
    path: '/exports/findings',
    input: listCurrentChecks.input.omit(PAGE).extend(formats),
  },
  exportRegister: {
    ...printed(readRegister),
    title: text('导出成员册', 'Export a register'),
    path: '/exports/cooperatives/:coopId/register',
    input: readRegister.input.extend(formats),
  },
  exportCertificates: {
    ...printed(listCertificates),
    title: text('导出股权证清册', 'Export certificates'),
    path: '/exports/cooperatives/:coopId/certificates',
    input: listCertificates.input.omit(PAGE).extend(formats),
  },
  exportShareEvents: {
    ...printed(listShareEvents),
    title: text('导出股权变动记录', 'Export share events'),
    path: '/exports/cooperatives/:coopId/share-events',
    input: listShareEvents.input.omit(PAGE).extend(formats),
  },
})
