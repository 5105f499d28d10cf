/*
 * An official document (公文) on its way to paper by GB/T 9704-2012: what stands where. It knows no cooperative.
 */

/** A cell of a table. */
export interface OfficialColumn {
  readonly title: string
  /** Relative width. */
  readonly width: number
  readonly align: 'left' | 'center' | 'right'
}

export type OfficialBlock =
  /** 一、 of the first level in 黑体, （一） of the second in 楷体. */
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly columns: readonly OfficialColumn[]
      readonly rows: readonly (readonly string[])[]
    }
  /** What follows begins on a page of its own: an annex. */
  | { readonly kind: 'page'; readonly label: string; readonly title: string }

export interface Official {
  /** 发文机关标志, in red: the name of who issues it. */
  readonly mark: string
  /** 发文字号; empty while it has none. */
  readonly number: string
  /** 签发人 beside the number, upward documents only; null otherwise. */
  readonly signer: string | null
  readonly title: string
  /** 主送机关. */
  readonly to: string
  readonly blocks: readonly OfficialBlock[]
  /** 落款: who issues it, and the day in Arabic figures; empty while it is a draft. */
  readonly from: string
  readonly day: string
  /** 附件说明, below the text. */
  readonly annexes: readonly string[]
  /** 版记: 抄送, 印发机关 and day. */
  readonly copies: string
  readonly printer: string
  readonly printedOn: string
}
