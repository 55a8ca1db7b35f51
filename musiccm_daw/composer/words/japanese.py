"""Japanese words for instruments, styles and moods, which stand in a prompt without blanks between them.

`in_english` puts English ones in their places before anything else reads the prompt.
"""

from __future__ import annotations

import re

_ENGLISH = {
    "ピアノ": "piano", "エレキギター": "electric guitar", "アコースティックギター": "acoustic guitar",
    "アコギ": "acoustic guitar", "ギター": "guitar", "ベース": "bass", "ドラム": "drums", "ストリングス": "strings",
    "弦楽四重奏": "string quartet", "弦楽器": "strings", "弦楽": "strings", "バイオリン": "violin",
    "ヴァイオリン": "violin", "チェロ": "cello", "フルート": "flute", "トランペット": "trumpet",
    "サックス": "saxophone", "ハープ": "harp", "オルガン": "organ", "シンセ": "synth", "オルゴール": "music box",
    "合唱": "choir", "琴": "koto", "三味線": "shamisen", "尺八": "shakuhachi", "和太鼓": "taiko", "太鼓": "taiko",
    "うれしい": "happy", "嬉しい": "happy", "楽しい": "happy", "たのしい": "happy", "明るい": "happy",
    "元気": "energetic", "悲しい": "sad", "かなしい": "sad", "切ない": "sad", "寂しい": "lonely", "さびしい": "lonely",
    "怖い": "scary", "こわい": "scary", "不気味": "eerie", "静か": "calm", "しずか": "calm", "穏やか": "calm",
    "優しい": "gentle", "やさしい": "gentle", "癒し": "relaxing", "激しい": "aggressive", "暗い": "dark",
    "緊張": "tense", "ロマンチック": "romantic", "壮大": "epic", "速い": "fast", "遅い": "slow", "ゆっくり": "slow",
    "朝": "morning", "夜": "night", "雨": "rain", "別れ": "farewell", "クリスマス": "christmas music",
    "シティポップ": "city pop", "ボサノバ": "bossa nova", "ジャズ": "jazz", "ロック": "rock", "ポップ": "pop",
    "ヒップホップ": "hip hop", "テクノ": "techno", "ハウス": "house", "アンビエント": "ambient", "ローファイ": "lofi",
    "クラシック": "classical", "バラード": "ballad", "ワルツ": "waltz", "ファンク": "funk", "メタル": "metal",
    "オーケストラ": "orchestra", "ホラー": "horror", "ボス戦": "boss battle", "ゲーム音楽": "video game music",
    "演歌": "enka", "アニソン": "anison", "アニメのオープニング": "anime opening", "トランス": "trance",
    "ドラムンベース": "drum and bass", "ダブステップ": "dubstep", "レゲエ": "reggae", "ブルース": "blues",
    "フォーク": "folk", "ソウル": "soul", "サンバ": "samba", "タンゴ": "tango", "カントリー": "country",
    "パンク": "punk", "ユーロビート": "eurobeat", "チップチューン": "chiptune", "トラップ": "trap",
    "ブレイクビーツ": "breakbeat", "スカ": "ska", "サーフ": "surf", "マーチ": "march", "ビート": "beat", "ソロ": "solo",
    "アコーディオン": "accordion", "ハーモニカ": "harmonica", "マリンバ": "marimba", "木琴": "xylophone",
    "ビブラフォン": "vibraphone", "鉄琴": "glockenspiel", "チェンバロ": "harpsichord", "エレピ": "electric piano",
    "ローズピアノ": "rhodes", "ホルン": "french horn", "トロンボーン": "trombone", "クラリネット": "clarinet",
    "オーボエ": "oboe", "ビオラ": "viola", "ヴィオラ": "viola", "コントラバス": "double bass", "金管": "brass",
    "木管": "woodwinds", "ブラス": "brass", "パッド": "pad", "アルペジオ": "arpeggio", "メロディー": "melody",
    "メロディ": "melody", "コーラス": "choir", "ボーカル": "vocals", "パーカッション": "percussion",
    "篠笛": "bamboo flute", "三拍子": "waltz", "懐かしい": "nostalgic", "ノスタルジック": "nostalgic",
    "神秘的": "mysterious", "幻想的": "dreamy", "不思議": "mysterious", "力強い": "powerful", "重い": "heavy",
    "可愛い": "cute", "かわいい": "cute", "おしゃれ": "jazzy", "和風": "japanese", "日本風": "japanese",
    "祭り": "festival", "ディスコ": "disco", "サルサ": "salsa", "シンセウェーブ": "synthwave",
    "シンセウェイヴ": "synthwave", "ヴェイパーウェイヴ": "vaporwave", "フューチャーベース": "future bass",
    "ネオソウル": "neo soul", "ファミコン": "chiptune", "戦闘": "battle music", "村": "village theme",
    "ダンジョン": "dungeon", "森": "forest", "海": "ocean", "宇宙": "space",
    "だけ": "only", "のみ": "only", "音楽": "music", "曲": "music",
}  # fmt: skip
_KNOWN = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_LONGEST_FIRST = re.compile(_KNOWN)
_WITHOUT = re.compile(rf"(?P<what>{_KNOWN})(?:は|が|も)?(?:なし|無し|抜き|のない|がない|いらない)(?:で|の|に)?")
"""What is left out stands before the word for it: drums-nashi."""
_PARTICLES = re.compile(r"(?<!\S)(?:の|な|と|で|に|を|は|が|も|や|から|ような|みたいな)(?!\S)")


def in_english(text: str) -> str:
    """Return a text with English words in the places of the Japanese ones that the table has."""
    apart = _WITHOUT.sub(lambda found: f" without {found['what']}, ", text)
    put = _LONGEST_FIRST.sub(lambda found: f" {_ENGLISH[found[0]]} ", apart)
    return text if put == text else _PARTICLES.sub(" ", put)
