import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { maskMail } from '../rules.ts'
import { mailRows } from '../store/accounts.ts'

const PLACE = 'account.mail'

export const sealMail = (ctx: Ctx, mail: string): Buffer => ctx.secrets.seal(PLACE, mail)
export const openMail = (ctx: Ctx, sealed: Uint8Array): string => ctx.secrets.open(PLACE, sealed)

/** E-mail addresses of accounts in use, by account; who gave none is left out. Clear ones only to send. */
export async function mailsOf(
  ctx: Ctx,
  ids: readonly AnyId[],
  how: 'masked' | 'clear',
): Promise<Map<AnyId, string>> {
  const rows = await mailRows(ctx, ids)
  return new Map(
    rows.map(({ id, mail_sealed: sealed }) => {
      const mail = openMail(ctx, sealed)
      return [id, how === 'clear' ? mail : maskMail(mail)] as const
    }),
  )
}
