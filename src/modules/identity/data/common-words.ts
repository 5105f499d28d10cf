/*
 * Words that passwords are made of when nobody thinks: the top of published lists, and what lies near
 * in a county office, in Pinyin and in characters. A password that is one of them with digits and signs
 * around it is refused.
 */

const ENGLISH =
  `password passwd pass word passcode admin administrator root user guest test testing tester demo
  default welcome login signin letmein iloveyou love dragon monkey master shadow sunshine princess football
  baseball superman batman trustno hello secret changeme change manager service server system public qwerty
  qwert asdf asdfgh zxcv zxcvbn abc abcd abcde abcdef computer internet office windows oracle mysql postgres
  company government county china chinese beijing miaoqi summer winter spring autumn january monday michael
  jordan killer freedom whatever access flower cheese`.split(/\s+/)

const PINYIN = `mima mimamima denglu yonghu guanliyuan guanli xitong gongzuo bangong woaini woaini woaiwojia
  woai aini zhongguo china beijing shanghai shandong jinan qingdao linyi yishui yimeng yinan menglian
  menglin mengyin pingyi feixian junan tancheng lanling hedong lanshan luozhuang yishuixian
  linyishi shandongsheng nongye nongcun nongye nongyeju jingguanzhan xiangzhen zhenfu zhengfu
  xianzhengfu xianwei zuzhibu zuzhi dangzhibu zhibu zhishu shuji cunzhishu cunshuji cunwei cunweihui hezuoshe
  nongmin nongminhezuoshe kuaiji caiwu chuna shenji jianshihui jianshi lishi lishizhang
  chengyuan gudong fenhong miaoqi yizhuomiaoqi huopan qiquan shengli fazhan gongchandang dangyuan
  renmin weirenminfuwu wangwei zhangwei liwei wangfang lina zhangmin xiaoming laoshi haha hehe xixi
  wangluo diannao shouji dianhua nihao nimen womende wode baobei laopo laogong gongxi facai fafa
  xinnian kuaile shengri aiqing jiating pingan xingfu jiankang`.split(/\s+/)

const CHARACTERS = `密码 管理员 管理 系统 用户 登录 沂水 沂水县 沂蒙 临沂 山东 中国 北京 农业 农村 农业局 经管站
  组织部 党支部 支部 书记 村支书 合作社 农民 会计 财务 出纳 审计 监事会 理事长 成员 妙棋 为人民服务 我爱你
  我爱中国 你好 新年快乐 平安 发财`.split(/\s+/)

export const COMMON_WORDS: ReadonlySet<string> = new Set([...ENGLISH, ...PINYIN, ...CHARACTERS])

/** Rows of keys and of the alphabet, along which fingers slide. */
export const SLIDES: readonly string[] = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  '!@#$%^&*()',
]
