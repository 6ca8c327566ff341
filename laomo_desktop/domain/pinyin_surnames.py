"""Readings of surnames that a dictionary of characters gets wrong, toneless (ü is v); the first one sorts.

Our own table. It holds a surname when the commonest reading of its characters is another one (单 shàn), when
families differ (覃 Qín and Tán), or when further readings of the character never name anybody (贾 gǔ).
"""

from collections.abc import Mapping
from types import MappingProxyType

# One surname and its readings an entry; the syllables of compound surnames are joined by '.
_ROWS = """
单 shan|仇 qiu|曾 zeng|解 xie|区 ou|查 zha|朴 piao|翟 zhai di|缪 miao|秘 bi mi|盖 ge gai|种 chong|召 shao
乐 yue le|员 yun|逄 pang|黑 he hei|折 she|冼 xian|洗 xian|覃 qin tan|郇 xun huan|郗 xi chi|隗 wei kui|繁 po
能 nai|佴 nai|卜 bu|重 chong|祭 zhai|谌 chen shen|尉 wei yu|牟 mou mu|粘 nian|辟 bi|便 bian|句 gou|会 gui hui
过 guo|适 kuo|逯 lu|宓 fu mi|难 nan ning|库 she ku|射 she|莘 shen xin|省 xing|冒 mao|降 xiang jiang|颉 xie
行 xing|蔚 yu wei|筠 yun jun|藏 zang|笮 ze|长 chang zhang|都 du|薄 bo|伯 bo|柏 bai bo|费 fei bi|炅 gui|炔 gui
干 gan|鲜 xian|校 jiao xiao|角 jue|阚 kan|亢 kang|厘 li xi|令 ling|六 lu|率 shuai lv|么 yao|没 mo|乜 nie
瞿 qu|郄 qie xi|什 shi|食 shi|似 si|宿 su|睢 sui|弹 tan|提 ti|洪 hong|亘 xuan gen|幺 yao|要 yao|占 zhan
着 zhuo|撒 sa|塞 sai|相 xiang|盛 sheng|乘 cheng|澄 cheng|晟 cheng|褚 chu|贲 ben|艮 gen|鬲 ge li|强 qiang
任 ren|宁 ning|华 hua|纪 ji|燕 yan|应 ying|哈 ha|那 na|车 che|尹 yin|晁 chao|芮 rui|葛 ge|贾 jia|万 wan|余 yu
俞 yu|於 yu|石 shi|陆 lu|许 xu|叶 ye|殷 yin|苑 yuan|臧 zang|柴 chai|冯 feng|甘 gan|皋 gao|谷 gu|郝 hao|和 he
滑 hua|景 jing|鞠 ju|墨 mo|母 mu|南 nan|潘 pan|彭 peng|平 ping|蒲 pu|漆 qi|祁 qi|奇 qi|屈 qu|冉 ran|戎 rong
容 rong|阮 ruan|沙 sha|沈 shen|舒 shu|汤 tang|涂 tu|蓝 lan|温 wen|毋 wu|咸 xian|信 xin|邢 xing|印 yin|游 you
于 yu|郅 zhi|竺 zhu|祝 zhu
尉迟 yu'chi|万俟 mo'qi|长孙 zhang'sun|令狐 ling'hu|澹台 tan'tai|单于 chan'yu|欧阳 ou'yang|司马 si'ma
司徒 si'tu|司空 si'kong|司寇 si'kou|诸葛 zhu'ge|上官 shang'guan|夏侯 xia'hou|皇甫 huang'fu|公孙 gong'sun
公冶 gong'ye|公羊 gong'yang|公西 gong'xi|公良 gong'liang|公输 gong'shu|东方 dong'fang|东郭 dong'guo
西门 xi'men|南宫 nan'gong|南门 nan'men|北宫 bei'gong|慕容 mu'rong|端木 duan'mu|仲孙 zhong'sun|叔孙 shu'sun
颛孙 zhuan'sun|宇文 yu'wen|轩辕 xuan'yuan|闾丘 lv'qiu|左丘 zuo'qiu|梁丘 liang'qiu|淳于 chun'yu
鲜于 xian'yu|濮阳 pu'yang|赫连 he'lian|申屠 shen'tu|太叔 tai'shu|太史 tai'shi|闻人 wen'ren|钟离 zhong'li
呼延 hu'yan|拓跋 tuo'ba|独孤 du'gu|百里 bai'li|羊舌 yang'she|微生 wei'sheng|谷梁 gu'liang|段干 duan'gan
夹谷 jia'gu|宰父 zai'fu|漆雕 qi'diao|乐正 yue'zheng|壤驷 rang'si|巫马 wu'ma|亓官 qi'guan|第五 di'wu
宗政 zong'zheng|完颜 wan'yan|耶律 ye'lv|纳兰 na'lan|贺兰 he'lan|贺拔 he'ba|哥舒 ge'shu|达奚 da'xi
屈突 qu'tu|豆卢 dou'lu|爱新觉罗 ai'xin'jue'luo|叶赫那拉 ye'he'na'la
"""


def _parsed(rows: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    entries = (entry.split() for entry in rows.replace("\n", "|").split("|") if entry)
    return MappingProxyType({name: tuple(tuple(r.split("'")) for r in spoken) for name, *spoken in entries})


SURNAMES = _parsed(_ROWS)
"""Surname to its readings, each a tuple of syllables, the commonest first."""
