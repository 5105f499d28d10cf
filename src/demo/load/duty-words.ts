/* Words of the demonstration: meetings and aims. Nobody of these names exists. */

const FAMILY = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'

/** A made-up person by number. */
export const nameAt = (place: number): string => `${FAMILY.charAt((place * 7) % 32)}某`

interface Item {
  readonly said: string
  readonly task?: { readonly what: string; readonly responsible: string; readonly days: number }
}
interface Meeting {
  readonly ago: number
  readonly level: 'county' | 'town'
  readonly kind: 'special' | 'leading_group' | 'promotion' | 'site'
  readonly site?: true
  readonly chair: string
  readonly place: string
  readonly topic: string
  readonly attended: string[]
  readonly absent: string[]
  readonly items: readonly Item[]
}

export const PLAN_AIMS =
  '把党支部领办合作社纳入镇域经济发展规划,与大姜、果品等特色产业结合,当年新领办、当年见效。'

export const REGISTER: readonly Meeting[] = [
  {
    ago: 96,
    level: 'county',
    kind: 'special',
    chair: '县委书记',
    place: '县委会议室',
    topic: '推动村党支部领办合作社专题会议',
    attended: ['县委书记', '县委副书记', '组织部部长', '农业农村局局长', '财政局局长'],
    absent: [],
    items: [
      { said: '把领办合作社作为农村党建“一号工程”,纳入镇域经济发展规划。' },
      {
        said: '各乡镇(街道)报送年度计划。',
        task: { what: '编制并报送年度计划', responsible: '乡镇党(工)委书记', days: 30 },
      },
    ],
  },
  {
    ago: 60,
    level: 'county',
    kind: 'leading_group',
    chair: '县委副书记',
    place: '县委农办会议室',
    topic: '专项领导小组第三次会议',
    attended: ['组织部', '农业农村局', '自然资源和规划局', '金融服务中心', '财政局'],
    absent: [],
    items: [
      { said: '5 个部门各自列出服务事项和办理时限,答复乡镇呼叫不超过 5 个工作日。' },
      {
        said: '对未建工作专班的乡镇逐一督促。',
        task: { what: '建立工作专班并记周志', responsible: '组织委员', days: 14 },
      },
    ],
  },
  {
    ago: 33,
    level: 'county',
    kind: 'site',
    site: true,
    chair: '县委副书记',
    place: '大姜产业园',
    topic: '领办合作社现场推进会',
    attended: ['各乡镇党(工)委书记', '相关部门负责人'],
    absent: ['某镇党委书记(请假)'],
    items: [
      {
        said: '学习订单种植、保底收购的做法,各镇选 1 个村对标。',
        task: { what: '选定对标村并报方案', responsible: '镇党委副书记', days: 40 },
      },
    ],
  },
  {
    ago: 25,
    level: 'town',
    kind: 'special',
    chair: '镇党委书记',
    place: '镇党委会议室',
    topic: '镇党委领办合作社专题会',
    attended: ['镇党委书记', '镇长', '组织委员', '经管站站长'],
    absent: [],
    items: [
      { said: '工作专班每周五碰头,周志当周写完。' },
      {
        said: '完成成员账户核对。',
        task: { what: '核对成员账户并公示', responsible: '村党支部书记', days: 20 },
      },
    ],
  },
  {
    ago: 6,
    level: 'county',
    kind: 'promotion',
    chair: '组织部部长',
    place: '县委会议室',
    topic: '年底冲刺推进会',
    attended: ['组织部', '农业农村局', '各乡镇组织委员'],
    absent: [],
    items: [
      {
        said: '对年度计划逾期节点逐项说明原因,月底前报补救措施。',
        task: { what: '报送逾期节点补救措施', responsible: '组织委员', days: 10 },
      },
    ],
  },
]
