import type { Text } from '../../kernel/text.ts'
import type { Channel, Recipient, State } from './model.ts'

/** Addresses on record: e-mail by account (empty where the county sends none), telephones by person. */
export interface Reach {
  readonly mails: ReadonlyMap<string, string>
  readonly phones: ReadonlyMap<string, string>
}

/** E-mail for who asked for it, short message where the person has a telephone on record, else paper. */
export function channelOf(
  { accountId, personId }: Pick<Recipient, 'accountId' | 'personId'>,
  { mails, phones }: Reach,
): Channel {
  if (accountId !== null && mails.has(accountId)) return 'mail'
  return personId !== null && phones.has(personId) ? 'sms' : 'print'
}

/** States a message may be put into by hand: it was handed over, did not arrive, or is to go out again. */
export const BY_HAND = ['handed', 'failed', 'waiting'] as const

/**
 * Whether a person may note this of a message: handed over is only what went out; what failed went out or could
 * not; what is to go out again had failed or was sent. What was read or is done
 * needs nothing more.
 */
export function mayFollow(now: State, next: (typeof BY_HAND)[number]): boolean {
  if (now === 'read' || now === 'settled') return false
  if (next === 'handed') return now === 'sent' || now === 'printed' || now === 'failed'
  if (next === 'failed') return now !== 'failed'
  return now === 'failed' || now === 'sent' || now === 'printed'
}

/** A letter's lines: what waits, the page it is done on, and that nobody reads answers. */
export const mailText = ({ zh, en }: Text, address: string | null): string =>
  [zh, en, ...(address === null ? [] : [address]), '本邮件由“妙棋”自动发出,请勿回复。']
    .filter((line) => line !== '')
    .join('\n\n')

/** The words of a short message: what waits, and where it is done. No name but that of the sender. */
export const smsText = (sender: string, { zh }: Text): string =>
  `【${sender}】${zh}请登录“妙棋”办理。`
