import {say} from "../language.ts";

/** "industry manufacturing": an attribute and its value. */
export const valueName = (field: string, label: string): string =>
  say({en: `${field} ${label}`, ja: `${field}：${label}`});

/** Names, notes and readings on the Profile page. */
export const profileWords = () =>
  say({
    en: {
      attribute: "Attribute",
      noAttributes:
        "the leads have no attributes that can be told: none is mapped, all are personal, or all have one value.",
      noneWon: "no lead is won, so there is no customer to describe.",
      noSegments: "no attribute of 2 to 12 values parts the leads into groups with enough won ones.",
      noAmounts:
        "the outcomes have too few amounts. Map a column `amount` of the outcomes in project.yaml to see revenue.",
      noResemblance: "it needs enough won leads and enough open ones to set beside each other.",
      noAfterwards: "No attribute was found that only tells what came of a lead.",
      allAlike: "Won and open leads are alike in every attribute, but for chance.",
      alike: "How alike won and open leads are",
      psi: "PSI (population stability index) sums how far the shares lie apart: under 0.1 is usually called alike, over 0.25 much apart; the third column is what chance alone stays under 19 times in 20.",
      valueByValue: (field: string) => `${field}, value by value`,
      ofWon: "of won leads",
      ofOpen: "of open leads",
      ofRevenue: "of the revenue",
      ofDecided: "of those decided",
      inTheEnd: "in the end",
      wonAxis: "won",
      shareAxis: "share",
      shares: {
        title: "Won, open and lost leads",
        shows: "How won, open and lost leads spread over the values of one attribute. Each kind adds up to 100 %.",
        read: "Where the filled circle lies right of the square, customers have the value more often than those who were lost. Lines are 95 % intervals: where they overlap much, nothing is told apart.",
        act: "Look for leads where the circle is ahead, and ask what those on the other side lack before you stop courting them.",
      },
      rates: {
        title: "How many are won",
        shows: "How many of the leads with each value are won: of those decided so far, and in the end.",
        read: "Hollow squares leave open leads out. Filled circles count them as not yet decided (Aalen–Johansen): a group that takes long does not look worse for it.",
        act: "Judge a group by the circle; give points to an attribute only where the Calibrate page does.",
      },
      ratios: {
        title: "How many times as likely to be won",
        shows: "How many times as likely leads with a value are to be won as all others, the surest differences first.",
        read: "Right of 1 more often won, left of 1 less often. Grey ones may well be chance, given how many were compared.",
        act: "Build the picture of the customer from the coloured ones alone.",
      },
      lorenz: {
        title: "From how many the revenue comes",
        shows:
          "Won leads in the order of what they paid, from the least, and what share of the revenue they brought together.",
        read: "On the straight line all would have paid the same. The more the curve hangs, the fewer leads bring most of the revenue.",
        act: "Where few bring most, look at who they are (below) before you judge a campaign by its number of deals.",
      },
      revenue: {
        title: "Of won leads, and of the revenue",
        shows: "Each value's share of the won leads beside its share of the revenue.",
        read: "A circle right of its square: such customers are worth more than their number.",
        act: "Weigh a value by the circle when time for calls is short.",
      },
      resemblance: {
        title: "Customers beside the leads in hand",
        shows:
          "How won leads, from which points are learned, and the open leads in hand spread over the values of one attribute.",
        read: "A circle far right of its square is a kind of lead of which few were won so far: what is said of it rests on little. Leads that take long are open more often, also where they win as often.",
        act: "Where the two differ much, trust the score less, and look at the share won in the end before you write such leads off.",
      },
    },
    ja: {
      attribute: "属性",
      noAttributes: "リードに比べられる属性がありません（設定されていない、すべて個人情報、または値が1種類だけ）。",
      noneWon: "受注したリードがないため、顧客像を描けません。",
      noSegments: "値が2–12種類で、各グループに十分な受注がある属性がありません。",
      noAmounts:
        "金額の分かる結果が少なすぎます。売上を見るには、project.yamlのoutcomesでamountの列を指定してください。",
      noResemblance: "比べるには、受注リードと未決リードの両方が十分に必要です。",
      noAfterwards: "結果が出てから分かるだけの属性は見つかりませんでした。",
      allAlike: "受注リードと未決リードは、どの属性でも偶然の範囲で同じです。",
      alike: "受注リードと未決リードはどれだけ似ているか",
      psi: "PSI（母集団安定性指数）は、割合の隔たりを合計した指標です。一般に0.1未満なら「ほぼ同じ」、0.25超なら「大きく異なる」とされます。3列目は、偶然だけなら20回中19回はその値に収まる上限です。",
      valueByValue: (field: string) => `${field}の値ごとの内訳`,
      ofWon: "受注リードに占める割合",
      ofOpen: "未決リードに占める割合",
      ofRevenue: "売上に占める割合",
      ofDecided: "結果が出たリードのうち",
      inTheEnd: "最終的に（推定）",
      wonAxis: "受注率",
      shareAxis: "割合",
      shares: {
        title: "受注・未決・失注リードの内訳",
        shows: "受注・未決・失注リードが、属性の値ごとにどう分布しているか。それぞれの合計が100%です。",
        read: "●が□より右にある値は、失注より受注に多い値です。線は95%信頼区間で、大きく重なるところでは差があるとは言えません。",
        act: "●が右にある層のリードを探してください。逆の層は、追うのをやめる前に何が足りないのかを確かめてください。",
      },
      rates: {
        title: "受注率",
        shows: "値ごとの受注率。結果が出たリードだけで見た率と、最終的な率の推定。",
        read: "□は未決リードを除いた率です。●は未決を「まだ決まっていない」と数えた率です（アーレン・ヨハンセン推定）。時間のかかる層が、そのために不利に見えることはありません。",
        act: "層の良し悪しは●で判断してください。属性に点数を付けるのは、「配点」のページが付けている場合だけにしてください。",
      },
      ratios: {
        title: "受注のしやすさ（何倍か）",
        shows: "その値を持つリードは、ほかの全リードの何倍受注しやすいか。確かな差から順に並べています。",
        read: "1より右は受注しやすく、左は受注しにくい値です。灰色は、比べた数の多さを考えると偶然かもしれません。",
        act: "顧客像は、色の付いたものだけから描いてください。",
      },
      lorenz: {
        title: "売上はどれだけの顧客に偏っているか",
        shows: "受注リードを金額の小さい順に並べ、累計で売上の何割を占めるか。",
        read: "直線は全員が同額の場合です。曲線が下にたわむほど、少数の顧客が売上の大半を占めています。",
        act: "少数に偏っているなら、施策を受注件数で評価する前に、その少数が誰なのか（下の図）を見てください。",
      },
      revenue: {
        title: "受注件数の割合と売上の割合",
        shows: "値ごとに、受注リードに占める割合と、売上に占める割合を並べたもの。",
        read: "●が□より右なら、件数の割に金額の大きい顧客です。",
        act: "電話をかける時間が足りないときは、●の割合が大きい値から優先してください。",
      },
      resemblance: {
        title: "受注した顧客と手元のリード",
        shows: "点数の学習に使った受注リードと、手元の未決リードが、属性の値ごとにどう分布しているか。",
        read: "●が□よりずっと右にある値は、手元には多いのに受注例が少ない層です。根拠は薄くなります。時間のかかる層は、受注率が同じでも未決に多く残ります。",
        act: "両者が大きく違う層では、スコアを控えめに見てください。見切る前に、最終的な受注率を確かめてください。",
      },
    },
  });
