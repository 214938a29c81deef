"""The texts of the real-sized plan, as a district writes them; all of it is made up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SaraWords:
    """What a priority says: scanning, analysis (three fields), response, assessment."""

    rationale: str
    who_is_affected: str = ""
    how_it_happens: str = ""
    where_and_when: str = ""
    response: str = ""
    assessment: str = ""


ROBBERY_WORDS = SaraWords(
    rationale=(
        "Between October 2025 and September 2026, 84 robberies were reported within two blocks of"
        " the three train stations of the district: 38 percent of all robberies in 4 percent of"
        " its area. The year before it was 71, and 66 the year before that.\n\n"
        "At the community conversation of 14 October 2026 two of five tables put the way home from"
        " the station first; 23 of 38 people marked it on their card. “I call my daughter when I"
        " get off and stay on the phone until I am in,” said one of them — and six others nodded."
        " The advisory council named it in June and again in September, and beat meetings of 0711"
        " and 0712 brought it up in seven of nine months."
    ),
    who_is_affected=(
        "People who come home late: staff of the hospital and of the warehouses, whose shifts end"
        " at 22:00 and 23:00, and students of evening classes. Of 84 robberies 51 were of people"
        " alone and on foot. Shopkeepers are affected too: eleven of 41 shops near a station now"
        " close before 20:00, so that fewer people are about and less light falls on the pavement."
        " Residents of the two senior buildings say that they no longer take the train after dark."
    ),
    how_it_happens=(
        "In most reports two or three people wait under the viaduct or at the bus shelter, follow"
        " one rider past the second corner and ask for the phone. A weapon was shown in 19 of 84"
        " cases. Phones and bags are taken, seldom money. The three underpasses have no working"
        " lamps on one side, and the cameras of the station look at the doors, not at the street."
        " Patrol cars pass, on average every 40 minutes, and do not stop; both sides have learned"
        " when the next one comes."
    ),
    where_and_when=(
        "The two blocks around the three stations, in beats 0711 and 0712. Sixty-two of the 84"
        " happened between 18:00 and 24:00, most of all on Thursday to Saturday, and in October to"
        " February, when it is dark before the first evening train. Nine places, all of them within"
        " sight of an underpass, make up half of the cases. There is no such pattern in the morning"
        " or at weekends before 16:00."
    ),
    response=(
        "Two pairs of officers walk the blocks around the stations four nights a week from 18:00 to"
        " 24:00, the same six people all year, so that shopkeepers and riders get to know them. The"
        " merchants pay for lamps in the three underpasses and keep their windows lit until 22:00."
        " The community policing office asks riders twice a quarter at the doors what has changed,"
        " and the ministry opens its hall as a place to wait on the coldest nights. Nobody is"
        " stopped more often for it: the pairs greet, walk along and are seen."
    ),
    assessment=(
        "Each quarter we look at the robberies within two blocks, at the hours walked, and at what"
        " twelve shops and the riders say. If robberies fall but riders still stay on the phone, we"
        " have not done what was asked. If they move three blocks on, the map of the crime records"
        " shows it, and the advisory council hears it in the same meeting. In October 2027 the"
        " council and the second watch review the year together and decide what goes on."
    ),
)

HOUSES_WORDS = SaraWords(
    rationale=(
        "The walk-by list of September 2026 has 212 vacant houses, 57 of them open: a door or a"
        " window is gone. Calls about people in vacant houses rose from 301 in 2024 to 388 in the"
        " twelve months to September 2026. Only 31.5 percent of the open houses that were reported"
        " in the third quarter were boarded within ten days; the longest wait was 96 days. Block"
        " clubs brought it up at every beat meeting of 0713 and 0722 since March, and four of them"
        " keep lists of their own, which agree with ours in three houses of four."
    ),
    who_is_affected=(
        "The neighbours to both sides and across the street, above all families with children who"
        " walk past on their way to school, and older owners who cannot move away. Fire crews are"
        " affected: there were eleven fires in vacant houses in the year. So are people who sleep"
        " there because they have nowhere else; whoever is met there should be led to a shelter and"
        " not only sent away. About 1,900 households live within sight of an open house."
    ),
    how_it_happens=(
        "A board is pulled off, often at the back, and pipes and wires are taken out in one night."
        " After that the house stays open. A neighbour calls, a car comes when it can, nobody is"
        " there any more, and the call is closed. Nobody is told whether the city was asked to"
        " board the house. The request goes to another office, which waits for the owner of record;"
        " in 64 of 212 cases the owner's address is out of date. So the same house is reported"
        " again, five times on average."
    ),
    where_and_when=(
        "Most of all in beats 0713 and 0722, on 31 blocks that have three vacant houses or more."
        " Calls come in the evening from 19:00 on and at weekends; from November to March there are"
        " twice as many as in summer. Boards are pulled off in the first week after a house is"
        " emptied, and again within a month when it was closed with nails alone, as 22 of 30 houses"
        " were that we looked at in August."
    ),
    response=(
        "Once a month an officer of the beat walks each of the 31 blocks with its club. Open houses"
        " are reported on the same day with a photograph, and the owner of record is rung up; where"
        " the address is out of date, the community policing office looks for the new one. Dispatch"
        " sends calls about people in a vacant house to the beat car first. Whoever called is"
        " called back within three days and told what was found and what happens next. People who"
        " sleep in a house are given the card of the resource guide and are driven if they wish."
    ),
    assessment=(
        "The share of open houses boarded within ten days, the median minutes to answer a call"
        " about somebody in a vacant house, and whether callers are told what came of it: the"
        " advisory council rings up ten of them each quarter. We also listen at the meetings of the"
        " block clubs. It has worked when a house is reported once, closed, and stays closed; if it"
        " is opened again within 90 days, it counts as open in the list of that quarter."
    ),
)

ENGAGEMENT_WORDS = SaraWords(
    rationale=(
        "People come to a beat meeting, ask, and hear nothing more. Of 140 questions noted at nine"
        " meetings in 2026, 31 were answered at the next one (22 percent). Attendance fell from 34"
        " to 26 on average. In the resident survey the score for listening stood at 5.9 of 10 in"
        " September. At the community conversation of 14 October four tables asked for answers in"
        " public, and pupils of the high school said that they meet officers only after a fight."
    ),
    response=(
        "Each question is noted on a sheet that everybody can see, with the name of who answers it."
        " The next meeting opens with the answers, also with those that say no and why. The hall of"
        " the ministry is open an hour earlier for people who do not like to speak before others."
        " Once a month pupils and officers of the beat plan an evening together: pupils choose what"
        " is done, officers come along in plain clothes, and nobody's name is written down."
    ),
    assessment=(
        "We count how many questions are answered at the next meeting and how many evenings are"
        " held, and we code what people say at both. If answers rise but attendance still falls, we"
        " ask those who stay away. The advisory council reads the sheet aloud twice a year and says"
        " whether the answers were answers."
    ),
)
