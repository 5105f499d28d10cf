import type { Family } from '../model.ts'
import type { Source } from './asking.ts'
import {
  closingRows,
  dividendRows,
  incomeRows,
  receivableRows,
  supportRows,
  voucherRows,
} from './book-sources.ts'
import { claimRows, meetingRows, overdueRows, promotionRows } from './decision-sources.ts'
import {
  coopRows,
  findingRows,
  landRows,
  partyRows,
  unionRows,
  villageRows,
} from './registry-sources.ts'
import { assistanceRows, contributionRows, memberRows } from './share-sources.ts'
import { allocationRows } from './support-sources.ts'
import { doublingRows } from './village-sources.ts'

/** The row source of each family: the only place that says what a figure counts. */
export const SOURCES: Readonly<Record<Family, Source>> = {
  village: villageRows,
  coop: coopRows,
  finding: findingRows,
  member: memberRows,
  contribution: contributionRows,
  land: landRows,
  assistance: assistanceRows,
  union: unionRows,
  party: partyRows,
  income: incomeRows,
  doubling: doublingRows,
  support: supportRows,
  receivable: receivableRows,
  closing: closingRows,
  voucher: voucherRows,
  dividend: dividendRows,
  meeting: meetingRows,
  overdue: overdueRows,
  promotion: promotionRows,
  allocation: allocationRows,
  claim: claimRows,
}
